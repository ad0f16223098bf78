"""Addresses of the console."""

from django.urls import URLPattern, path

from contacts.views import (
    alerts,
    console,
    handling,
    people,
    reports,
    teams,
    templates,
)
from contacts.views.staff import Page


def of_enquiry(end: str, view: Page) -> URLPattern:
    """Return the address of something that staff do with an enquiry."""
    return path(f"enquiries/<slug:reference>/{end}", view, name=view.__name__)


urlpatterns = [
    path("", console.inbox, name="inbox"),
    of_enquiry("", console.enquiry_detail),
    of_enquiry("state/", console.enquiry_state),
    of_enquiry("retry/", console.retry_delivery),
    of_enquiry("answer/", handling.answer_enquiry),
    of_enquiry("undo/", handling.undo_answer),
    of_enquiry("claim/", handling.claim_enquiry),
    of_enquiry("release/", handling.release_enquiry),
    of_enquiry("remark/", handling.add_remark),
    of_enquiry("call/", handling.log_call),
    of_enquiry("snooze/", handling.snooze_enquiry),
    of_enquiry("close/", handling.close_enquiry),
    of_enquiry("reopen/", handling.reopen_enquiry),
    path("alerts/", alerts.alert_progress, name="alert_progress"),
    path("alerts/halt/", alerts.halt_alerts, name="halt_alerts"),
    path("figures/", reports.show_figures, name="show_figures"),
    path("export/", reports.export_enquiries, name="export_enquiries"),
    path("audit/", reports.audit_log, name="audit_log"),
    path("team/", teams.teams, name="teams"),
    path("team/<int:number>/", teams.team_settings, name="team_settings"),
    path("team/<int:number>/invite/", teams.invite_member, name="invite_member"),
    path("team/<int:number>/absence/", teams.set_absence, name="set_absence"),
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
