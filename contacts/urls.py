"""Addresses of the private pages."""

from django.urls import URLPattern, include, path, register_converter

from contacts.alerts.views.stopping import stop_all_mails
from contacts.console.views.development import dev_error, dev_inbox
from contacts.conversation.views import lost_links, rights, status
from contacts.conversation.views.put_right import put_address_right
from contacts.conversation.views.stopping import stop_mails
from contacts.conversation.views.team_pages import read_as_team
from contacts.enquiries.views.codes import enter_code
from contacts.enquiries.views.message import send_message
from contacts.gallery.views import dev_mail, dev_mails
from contacts.notes.views.notebooks import noted_questions
from contacts.teams.views.mailboxes import verify_mailbox
from contacts.teams.views.staff_pages import Page
from portal.lib.tokens import SecretToken

register_converter(SecretToken, "secret")

app_name = "contacts"


def of_enquiry(end: str, view: Page) -> URLPattern:
    """Return the address of something that a family does on its page."""
    return path(f"enquiries/<secret:token>/{end}", view, name=view.__name__)


urlpatterns = [
    path(
        "trials/<registry_id:registry_id>/message/",
        send_message,
        # The form begins with what somebody noted; notes stand above enquiries.
        {"noted_questions": noted_questions},
        name="send_message",
    ),
    path("mailboxes/<secret:token>/", verify_mailbox, name="verify_mailbox"),
    path("enquiries/code/", enter_code, name="enter_code"),
    path("enquiries/lost/", lost_links.lost_link, name="lost_link"),
    path(
        "enquiries/address/<secret:token>/",
        rights.confirm_address,
        name="confirm_address",
    ),
    path("for-teams/<secret:token>/", read_as_team, name="read_as_team"),
    of_enquiry("", status.enquiry_status),
    of_enquiry("write/", status.write_again),
    of_enquiry("print/", status.print_enquiry),
    of_enquiry("download/", status.download_enquiry),
    of_enquiry("contact/", rights.correct_contact),
    of_enquiry("other-site/", rights.other_site),
    of_enquiry("withdraw/", rights.withdraw_enquiry),
    of_enquiry("erase/", rights.erase_enquiry),
    of_enquiry("address/", put_address_right),
    of_enquiry("stop/", stop_mails),
    path("enquiries/stop/<str:signed>/", stop_all_mails, name="stop_all_mails"),
    path("", include("contacts.upkeep.urls")),
    path("", include("contacts.pagemails.urls")),
    path("", include("contacts.responsible.urls")),
    path("alerts/", include("contacts.alerts.urls")),
    path("notes/", include("contacts.notes.urls")),
    path("staff/", include("contacts.console.urls")),
    path("dev/inbox/", dev_inbox, name="dev_inbox"),
    path("dev/gallery/mails/", dev_mails, name="dev_mails"),
    path("dev/gallery/mails/<slug:name>/", dev_mail, name="dev_mail"),
    path("dev/errors/<int:status>/", dev_error, name="dev_error"),
]
