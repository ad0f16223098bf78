"""Addresses of the private pages."""

from django.urls import path, register_converter

from contacts.views.console import enquiry_detail, inbox, retry_delivery
from contacts.views.dev import dev_error, dev_inbox
from contacts.views.enquiries import send_message
from contacts.views.status import enquiry_status
from portal.lib.tokens import SecretToken

register_converter(SecretToken, "secret")

app_name = "contacts"
urlpatterns = [
    path(
        "trials/<registry_id:registry_id>/message/", send_message, name="send_message"
    ),
    path("enquiries/<secret:token>/", enquiry_status, name="enquiry_status"),
    path("staff/", inbox, name="inbox"),
    path("staff/enquiries/<slug:reference>/", enquiry_detail, name="enquiry_detail"),
    path(
        "staff/enquiries/<slug:reference>/retry/",
        retry_delivery,
        name="retry_delivery",
    ),
    path("dev/inbox/", dev_inbox, name="dev_inbox"),
    path("dev/errors/<int:status>/", dev_error, name="dev_error"),
]
