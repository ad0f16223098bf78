"""What a team does with an enquiry besides answering: one wins, and all is noted."""

from datetime import timedelta

import pytest

from contacts.conversation.actions import handling
from contacts.conversation.actions.answering import answer_family
from contacts.conversation.actions.calls import noting
from contacts.enquiries.promise import QUIET
from contacts.models import (
    AuditEvent,
    CallResult,
    CalmReason,
    Enquiry,
    EnquiryState,
    NextAction,
    Verb,
)
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def enquiry() -> Enquiry:
    return accepted().enquiry


@pytest.fixture
def user(enquiry):
    return staff([enquiry.site])


@pytest.fixture
def answered(enquiry, user) -> Enquiry:
    """An enquiry whose family has its answer."""
    answer_family(enquiry=enquiry, text="Yes.", seen=0, user=user, now=NOW, by="user:1")
    enquiry.refresh_from_db()
    return enquiry


def noted(verb: str) -> int:
    """Return how many lines of the audit say so."""
    return AuditEvent.objects.filter(verb=verb).count()


def call(enquiry: Enquiry, result: str, user) -> None:
    noting.log_call(enquiry=enquiry, result=result, user=user, now=LATER, by="user:1")
    enquiry.refresh_from_db()


def test_one_claims_it_and_the_other_is_told(enquiry, user):
    other = staff([enquiry.site])
    given = {"enquiry": enquiry, "now": NOW, "by": "user:1"}
    assert handling.claim(user=user, **given)
    assert not handling.claim(user=other, **given)
    # Only from whom they saw: somebody else may have it by now.
    assert not handling.take_over(from_user=other.pk, user=other, **given)
    assert handling.take_over(from_user=user.pk, user=other, **given)
    assert not handling.release(user=user, **given)
    assert handling.release(user=other, **given)
    enquiry.refresh_from_db()
    assert (enquiry.owner, enquiry.claimed_at) == (None, None)
    assert (noted(Verb.ENQUIRY_CLAIMED), noted(Verb.ENQUIRY_RELEASED)) == (2, 1)


def test_a_remark_belongs_to_the_site_that_wrote_it(enquiry, user):
    remark = handling.add_remark(
        enquiry=enquiry, text="Speaks Mandarin.", user=user, now=NOW, by="user:1"
    )
    assert (remark.site, remark.written_by) == (enquiry.site, user)
    assert "Mandarin" not in str(list(AuditEvent.objects.values()))


def test_to_have_spoken_is_an_answer(enquiry, user):
    call(enquiry, CallResult.REACHED, user)
    assert enquiry.state == EnquiryState.ANSWERED
    assert (enquiry.opened_at, enquiry.first_answered_at) == (LATER, LATER)
    assert not enquiry.is_unread
    assert enquiry.next_action == NextAction.CLOSE_QUIET
    assert enquiry.next_action_at == LATER + QUIET


@pytest.mark.parametrize(
    "result", [one for one in CallResult if one != CallResult.REACHED]
)
def test_a_call_that_reached_nobody_keeps_the_promise(enquiry, user, result):
    before = enquiry.next_action_at
    call(enquiry, result, user)
    assert enquiry.is_waiting
    assert enquiry.first_answered_at is None
    assert enquiry.next_action_at == before
    assert enquiry.calls.get().result == result


def test_the_first_answer_stays_the_first(answered, user):
    call(answered, CallResult.REACHED, user)
    assert answered.first_answered_at == NOW


def test_putting_off_moves_no_promise(enquiry):
    before = enquiry.next_action, enquiry.next_action_at
    handling.snooze(enquiry=enquiry, until=TOMORROW, now=NOW, by="user:1")
    enquiry.refresh_from_db()
    assert enquiry.snoozed_until == TOMORROW
    assert (enquiry.next_action, enquiry.next_action_at) == before


def test_what_is_answered_wakes_on_its_day(answered):
    handling.snooze(enquiry=answered, until=TOMORROW, now=NOW, by="user:1")
    answered.refresh_from_db()
    assert (answered.next_action, answered.next_action_at) == (
        NextAction.WAKE,
        TOMORROW,
    )


def test_an_urgent_mark_is_taken_off_once():
    urgent = accepted(text="I want to end my life.").enquiry
    assert urgent.is_urgent
    for _ in range(2):
        handling.calm_enquiry(
            enquiry=urgent, reason=CalmReason.SPOKEN, now=NOW, by="user:1"
        )
    urgent.refresh_from_db()
    assert not urgent.is_urgent
    assert noted(Verb.ENQUIRY_CALMED) == 1
    event = AuditEvent.objects.get(verb=Verb.ENQUIRY_CALMED)
    assert event.detail["reason"] == "SPOKEN"
    assert urgent.urgency == "emergency_mind"
