"""Addresses of the private pages."""

from django.urls import URLPattern, path, register_converter

from contacts.views import (
    alerts,
    console,
    handling,
    reports,
    rights,
    status,
    subscriptions,
    teams,
)
from contacts.views.dev import dev_error, dev_inbox
from contacts.views.enquiries import send_message
from contacts.views.staff import Page
from portal.lib.tokens import SecretToken

register_converter(SecretToken, "secret")

MANAGE = "alerts/manage/<secret:token>"

app_name = "contacts"


def of_enquiry(end: str, view: Page) -> URLPattern:
    """Return the address of something that a family does on its page."""
    return path(f"enquiries/<secret:token>/{end}", view, name=view.__name__)


def of_console(end: str, view: Page) -> URLPattern:
    """Return the address of something that staff do with an enquiry."""
    return path(f"staff/enquiries/<slug:reference>/{end}", view, name=view.__name__)


urlpatterns = [
    path(
        "trials/<registry_id:registry_id>/message/", send_message, name="send_message"
    ),
    path("alerts/", subscriptions.subscribe, name="subscribe"),
    path("alerts/sent/", subscriptions.subscribe_sent, name="subscribe_sent"),
    path("alerts/conditions/", subscriptions.condition_names, name="condition_names"),
    path(
        "alerts/confirm/<secret:token>/",
        subscriptions.confirm_subscription,
        name="confirm_subscription",
    ),
    path(f"{MANAGE}/", subscriptions.manage_subscription, name="manage_subscription"),
    path(
        f"{MANAGE}/download/",
        subscriptions.export_subscription,
        name="export_subscription",
    ),
    path(
        f"{MANAGE}/<slug:step>/",
        subscriptions.steer_subscription,
        name="steer_subscription",
    ),
    path(
        "alerts/unsubscribe/<secret:token>/",
        subscriptions.unsubscribe,
        name="unsubscribe",
    ),
    path("staff/alerts/", alerts.alert_progress, name="alert_progress"),
    path("staff/alerts/halt/", alerts.halt_alerts, name="halt_alerts"),
    path("enquiries/lost/", rights.lost_link, name="lost_link"),
    path(
        "enquiries/address/<secret:token>/",
        rights.confirm_address,
        name="confirm_address",
    ),
    of_enquiry("", status.enquiry_status),
    of_enquiry("write/", status.write_again),
    of_enquiry("print/", status.print_enquiry),
    of_enquiry("download/", status.download_enquiry),
    of_enquiry("contact/", rights.correct_contact),
    of_enquiry("other-site/", rights.other_site),
    of_enquiry("withdraw/", rights.withdraw_enquiry),
    of_enquiry("erase/", rights.erase_enquiry),
    path("staff/", console.inbox, name="inbox"),
    of_console("", console.enquiry_detail),
    of_console("state/", console.enquiry_state),
    of_console("retry/", console.retry_delivery),
    of_console("answer/", handling.answer_enquiry),
    of_console("undo/", handling.undo_answer),
    of_console("claim/", handling.claim_enquiry),
    of_console("release/", handling.release_enquiry),
    of_console("remark/", handling.add_remark),
    of_console("call/", handling.log_call),
    of_console("snooze/", handling.snooze_enquiry),
    of_console("close/", handling.close_enquiry),
    of_console("reopen/", handling.reopen_enquiry),
    path("staff/figures/", reports.show_figures, name="show_figures"),
    path("staff/export/", reports.export_enquiries, name="export_enquiries"),
    path("staff/audit/", reports.audit_log, name="audit_log"),
    path("staff/team/", teams.teams, name="teams"),
    path("staff/team/<int:number>/", teams.team_settings, name="team_settings"),
    path("staff/team/<int:number>/invite/", teams.invite_member, name="invite_member"),
    path("staff/team/<int:number>/absence/", teams.set_absence, name="set_absence"),
    path(
        "staff/invitations/<secret:token>/",
        teams.accept_invitation,
        name="accept_invitation",
    ),
    path("dev/inbox/", dev_inbox, name="dev_inbox"),
    path("dev/errors/<int:status>/", dev_error, name="dev_error"),
]
