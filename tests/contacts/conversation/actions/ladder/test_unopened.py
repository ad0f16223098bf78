"""What nobody opens is written once more, and then goes on; the family is told."""

from datetime import timedelta

import pytest

from contacts.conversation.actions.promises import keep_promises
from contacts.enquiries.actions.opening import open_enquiry
from contacts.models import (
    AuditEvent,
    Enquiry,
    NextAction,
    Outcome,
    OutgoingEmail,
    Purpose,
    Role,
    RoutedTo,
    Verb,
)
from tests import factories
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db


def run(enquiry: Enquiry) -> Enquiry:
    """Let the day of the next step come."""
    enquiry.refresh_from_db()
    keep_promises(now=enquiry.next_action_at + timedelta(minutes=1), by="worker")
    enquiry.refresh_from_db()
    return enquiry


def to(enquiry: Enquiry, purpose: str) -> list[str]:
    return [one.to_address for one in enquiry.emails.filter(purpose=purpose)]


@pytest.fixture
def enquiry() -> Enquiry:
    site = factories.site_with_contact()
    factories.StudyContact(study=site.study, email="central@sponsor.example")
    return accepted(site).enquiry


def test_after_a_working_day_it_is_written_once_more(enquiry):
    # Tuesday evening in Hangzhou: Wednesday is the first day, Thursday the next.
    assert enquiry.next_action == NextAction.MAIL_AGAIN
    assert f"{enquiry.next_action_at:%d}" == "26"
    run(enquiry)
    assert to(enquiry, Purpose.ENQUIRY_TO_TEAM) == ["site@example-hospital.example"] * 2
    assert enquiry.next_action == NextAction.MOVE_ON
    # Both mails lead to the same page.
    assert enquiry.team_links.count() == 1


def test_after_two_the_next_has_it_and_desk_and_family_are_told(enquiry):
    run(enquiry)
    run(enquiry)
    assert enquiry.routed_to == RoutedTo.CENTRAL_CONTACT
    assert to(enquiry, Purpose.ENQUIRY_TO_TEAM)[-1] == "central@sponsor.example"
    assert to(enquiry, Purpose.NOTICE_TO_DESK) == ["desk@portal.example"]
    told = enquiry.emails.get(purpose=Purpose.NOTICE_TO_FAMILY)
    assert "the research team at Example Hospital" in told.body_text
    assert "the study's central contact" in told.body_text
    moved = AuditEvent.objects.get(verb=Verb.ENQUIRY_REROUTED)
    assert moved.detail["why"] == "MOVE_ON"


def test_it_never_ends_in_silence(enquiry):
    steps = []
    while enquiry.next_action != NextAction.ERASE and len(steps) < 30:
        steps.append(enquiry.next_action)
        run(enquiry)
    assert steps[-1] == NextAction.GIVE_UP
    assert len(to(enquiry, Purpose.NOTICE_TO_DESK)) > 2
    assert enquiry.outcome == Outcome.UNANSWERED
    last = enquiry.emails.filter(purpose=Purpose.NOTICE_TO_FAMILY).last()
    assert "sorry" in last.body_text


def test_once_it_is_opened_the_ladder_of_the_promise_goes_on(enquiry):
    open_enquiry(enquiry=enquiry, now=NOW, by="user:1")
    before = OutgoingEmail.objects.count()
    run(enquiry)
    assert OutgoingEmail.objects.count() == before
    assert enquiry.next_action == NextAction.REMIND_TEAM
    assert enquiry.next_action_at.date() == enquiry.answer_due_on
    assert enquiry.routed_to == RoutedTo.SITE_CONTACT


def test_deputies_hear_of_it_with_the_second_mail():
    site = factories.site_with_contact()
    coordinator, deputy = staff([site]), staff([])
    team = coordinator.memberships.get().team
    deputy.memberships.update(role=Role.DEPUTY, team=team, hears="DIGEST")
    enquiry = accepted(site).enquiry
    assert to(enquiry, Purpose.ARRIVAL_TO_MEMBER) == [coordinator.email]
    run(enquiry)
    assert to(enquiry, Purpose.REMINDER_TO_TEAM) == [deputy.email]


def test_what_is_promised_within_a_day_is_reminded_of_as_before():
    site = factories.site_with_contact()
    user = staff([site])
    team = user.memberships.get().team
    team.answer_days = 1
    team.save()
    assert accepted(site).enquiry.next_action == NextAction.REMIND_TEAM
