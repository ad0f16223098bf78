"""Addresses of the console."""

from django.urls import URLPattern, include, path

from contacts.alerts.views import progress
from contacts.console.auditing.views import audit, incidents
from contacts.console.calls.views import agree_call, drop_call, log_call
from contacts.console.exporting.views import log_file
from contacts.console.exporting.views.hospital_file import export_hospital
from contacts.console.found.views import found_hospitals
from contacts.console.handing.views.away import open_while_away
from contacts.console.handing.views.to_colleague import hand_enquiry_over
from contacts.console.handing.views.to_site import hand_to_site
from contacts.console.handing.views.to_team import give_to_team
from contacts.console.month.views import show_month, take_month
from contacts.console.ours import views as ours
from contacts.console.people import views as people
from contacts.console.told.views import call_again, hook_calls
from contacts.console.views import (
    answering,
    closing,
    drafts,
    enquiries,
    figures,
    handling,
    leaving,
    prepared_answers,
    roster,
    setup,
    setup_hospitals,
    stray_mails,
)
from contacts.teams.views.staff_pages import Page


def of_enquiry(end: str, view: Page) -> URLPattern:
    """Return the address of something that staff do with an enquiry."""
    return path(f"enquiries/<slug:reference>/{end}", view, name=view.__name__)


urlpatterns = [
    path("", include("contacts.inbox.urls")),
    of_enquiry("", enquiries.enquiry_detail),
    of_enquiry("state/", enquiries.enquiry_state),
    of_enquiry("retry/", enquiries.retry_delivery),
    of_enquiry("answer/", answering.answer_enquiry),
    of_enquiry("draft/", drafts.keep_draft),
    of_enquiry("accept/", answering.accept_letter),
    of_enquiry("undo/", answering.undo_answer),
    of_enquiry("claim/", handling.claim_enquiry),
    of_enquiry("release/", handling.release_enquiry),
    of_enquiry("hand-over/", hand_enquiry_over),
    of_enquiry("hand-over/site/", hand_to_site),
    of_enquiry("to-team/", give_to_team),
    of_enquiry("remark/", handling.add_remark),
    of_enquiry("call/", log_call),
    of_enquiry("call/agree/", agree_call),
    of_enquiry("call/drop/", drop_call),
    of_enquiry("snooze/", handling.snooze_enquiry),
    of_enquiry("calm/", handling.calm_enquiry),
    of_enquiry("close/", closing.close_enquiry),
    of_enquiry("letter/", closing.preview_letter),
    of_enquiry("reopen/", closing.reopen_enquiry),
    path("alerts/", progress.alert_progress, name="alert_progress"),
    path("alerts/halt/", progress.halt_alerts, name="halt_alerts"),
    path("mail/", stray_mails.aside_mails, name="aside_mails"),
    path("mail/<int:number>/place/", stray_mails.place_mail, name="place_mail"),
    path("mail/<int:number>/delete/", stray_mails.delete_mail, name="delete_mail"),
    path(
        "mail/<int:number>/seen/", stray_mails.see_to_lost_mail, name="see_to_lost_mail"
    ),
    path("hooks/", hook_calls, name="hook_calls"),
    path("hooks/<int:number>/again/", call_again, name="call_again"),
    path("figures/", figures.show_figures, name="show_figures"),
    path("month/", show_month, name="show_month"),
    path("month/file/", take_month, name="take_month"),
    path("log/", log_file.screening_log, name="screening_log"),
    path("export/", log_file.export_enquiries, name="export_enquiries"),
    path("audit/", audit.audit_log, name="audit_log"),
    path("audit/file/", audit.export_audit, name="export_audit"),
    path("incident/", incidents.show_incident, name="show_incident"),
    path("incident/file/", incidents.export_incident, name="export_incident"),
    path("hospital/", ours.set_up_hospital, name="set_up_hospital"),
    path("hospital/test-mail/", ours.try_mail, name="try_mail"),
    path("hospital/<slug:key>/", ours.say_of_hospital, name="say_of_hospital"),
    path("setup/", setup.setup_teams, name="setup_teams"),
    path("setup/team/", setup.add_team, name="add_team"),
    path("setup/found/", found_hospitals, name="found_hospitals"),
    path("setup/proposals/", setup_hospitals.look_at_places, name="look_at_places"),
    path("setup/places/", setup_hospitals.put_into_hospital, name="put_into_hospital"),
    path(
        "setup/hospitals/<int:number>/",
        setup_hospitals.set_hospital_team,
        name="set_hospital_team",
    ),
    path(
        "setup/hospitals/<int:number>/file/",
        export_hospital,
        name="export_hospital",
    ),
    path("setup/teams.csv", roster.export_teams, name="export_teams"),
    path("setup/file/", roster.preview_teams, name="preview_teams"),
    path("setup/file/apply/", roster.apply_teams, name="apply_teams"),
    path("", include("contacts.teams.urls")),
    path("team/<int:number>/studies/", setup.set_team_studies, name="set_team_studies"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite_person, name="invite_person"),
    path("people/<int:number>/back/", people.take_back, name="take_back"),
    path("people/<int:number>/", people.change_person, name="change_person"),
    path("people/<int:number>/factor/", people.reset_factor, name="reset_factor"),
    path("people/<int:number>/left/", leaving.close_person, name="close_person"),
    path("team/<int:number>/away/", open_while_away, name="open_while_away"),
    path("team/<int:number>/remove/", leaving.remove_member, name="remove_member"),
    path("team/<int:number>/mailbox/", leaving.lift_mailbox, name="lift_mailbox"),
    path(
        "prepared/", prepared_answers.prepared_answer_list, name="prepared_answer_list"
    ),
    path(
        "prepared/new/",
        prepared_answers.add_prepared_answer,
        name="add_prepared_answer",
    ),
    path(
        "prepared/<int:number>/",
        prepared_answers.edit_prepared_answer,
        name="edit_prepared_answer",
    ),
    path(
        "prepared/<int:number>/delete/",
        prepared_answers.delete_prepared_answer,
        name="delete_prepared_answer",
    ),
]
