"""Addresses of the console."""

from django.urls import URLPattern, path

from contacts.views import (
    alerts,
    console,
    handling,
    mailbox,
    people,
    reports,
    teams,
    templates,
)
from contacts.views.staff import Page


def of_enquiry(end: str, view: Page) -> URLPattern:
    """Return the address of something that staff do with an enquiry."""
    return path(f"enquiries/<slug:reference>/{end}", view, name=view.__name__)


def of_team(end: str, view: Page) -> URLPattern:
    """Return the address of something that staff do with a team."""
    return path(f"team/<int:number>/{end}", view, name=view.__name__)


urlpatterns = [
    path("", console.inbox, name="inbox"),
    of_enquiry("", console.enquiry_detail),
    of_enquiry("state/", console.enquiry_state),
    of_enquiry("retry/", console.retry_delivery),
    of_enquiry("answer/", handling.answer_enquiry),
    of_enquiry("accept/", handling.accept_letter),
    of_enquiry("undo/", handling.undo_answer),
    of_enquiry("claim/", handling.claim_enquiry),
    of_enquiry("release/", handling.release_enquiry),
    of_enquiry("remark/", handling.add_remark),
    of_enquiry("call/", handling.log_call),
    of_enquiry("snooze/", handling.snooze_enquiry),
    of_enquiry("calm/", handling.calm_enquiry),
    of_enquiry("close/", handling.close_enquiry),
    of_enquiry("reopen/", handling.reopen_enquiry),
    path("alerts/", alerts.alert_progress, name="alert_progress"),
    path("alerts/halt/", alerts.halt_alerts, name="halt_alerts"),
    path("mail/", mailbox.aside_mails, name="aside_mails"),
    path("mail/<int:number>/place/", mailbox.place_mail, name="place_mail"),
    path("mail/<int:number>/delete/", mailbox.delete_mail, name="delete_mail"),
    path("mail/<int:number>/seen/", mailbox.see_to_lost_mail, name="see_to_lost_mail"),
    path("figures/", reports.show_figures, name="show_figures"),
    path("export/", reports.export_enquiries, name="export_enquiries"),
    path("audit/", reports.audit_log, name="audit_log"),
    path("team/", teams.teams, name="teams"),
    of_team("", teams.team_settings),
    of_team("invite/", teams.invite_member),
    of_team("absence/", teams.set_absence),
    of_team("remove/", teams.remove_member),
    of_team("revoke/", teams.revoke_invitation),
    of_team("mailbox/", teams.lift_mailbox),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite_person, name="invite_person"),
    path("people/<int:number>/", people.change_person, name="change_person"),
    path("prepared/", templates.template_list, name="template_list"),
    path("prepared/new/", templates.add_template, name="add_template"),
    path("prepared/<int:number>/", templates.edit_template, name="edit_template"),
    path(
        "prepared/<int:number>/delete/",
        templates.delete_template,
        name="delete_template",
    ),
    path(
        "invitations/<secret:token>/", teams.accept_invitation, name="accept_invitation"
    ),
]
