"""Addresses of the private pages."""

from django.urls import path, register_converter

from contacts.views.alerts import alert_progress, halt_alerts
from contacts.views.console import enquiry_detail, inbox, retry_delivery
from contacts.views.dev import dev_error, dev_inbox
from contacts.views.enquiries import send_message
from contacts.views.status import enquiry_status
from contacts.views.subscriptions import (
    condition_names,
    confirm_subscription,
    export_subscription,
    manage_subscription,
    steer_subscription,
    subscribe,
    subscribe_sent,
    unsubscribe,
)
from portal.lib.tokens import SecretToken

register_converter(SecretToken, "secret")

MANAGE = "alerts/manage/<secret:token>"

app_name = "contacts"
urlpatterns = [
    path(
        "trials/<registry_id:registry_id>/message/", send_message, name="send_message"
    ),
    path("enquiries/<secret:token>/", enquiry_status, name="enquiry_status"),
    path("alerts/", subscribe, name="subscribe"),
    path("alerts/sent/", subscribe_sent, name="subscribe_sent"),
    path("alerts/conditions/", condition_names, name="condition_names"),
    path(
        "alerts/confirm/<secret:token>/",
        confirm_subscription,
        name="confirm_subscription",
    ),
    path(f"{MANAGE}/", manage_subscription, name="manage_subscription"),
    path(f"{MANAGE}/download/", export_subscription, name="export_subscription"),
    path(f"{MANAGE}/<slug:step>/", steer_subscription, name="steer_subscription"),
    path("alerts/unsubscribe/<secret:token>/", unsubscribe, name="unsubscribe"),
    path("staff/", inbox, name="inbox"),
    path("staff/alerts/", alert_progress, name="alert_progress"),
    path("staff/alerts/halt/", halt_alerts, name="halt_alerts"),
    path("staff/enquiries/<slug:reference>/", enquiry_detail, name="enquiry_detail"),
    path(
        "staff/enquiries/<slug:reference>/retry/",
        retry_delivery,
        name="retry_delivery",
    ),
    path("dev/inbox/", dev_inbox, name="dev_inbox"),
    path("dev/errors/<int:status>/", dev_error, name="dev_error"),
]
