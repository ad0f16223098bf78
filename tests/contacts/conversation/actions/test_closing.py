"""An enquiry ends at the team's word, and never past a family that waits."""

from datetime import timedelta

import pytest

from contacts.conversation.actions import closing
from contacts.conversation.actions.answering import ConflictError, answer_family
from contacts.conversation.actions.closing import SilentEndError
from contacts.enquiries.promise import RETENTION
from contacts.models import (
    AuditEvent,
    Enquiry,
    EnquiryState,
    NextAction,
    Outcome,
    OutgoingEmail,
    Purpose,
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
def answered(enquiry) -> Enquiry:
    """An enquiry whose family has its answer."""
    user = staff([enquiry.site])
    answer_family(enquiry=enquiry, text="Yes.", seen=0, user=user, now=NOW, by="user:1")
    enquiry.refresh_from_db()
    return enquiry


def noted(verb: str) -> int:
    """Return how many lines of the audit say so."""
    return AuditEvent.objects.filter(verb=verb).count()


def close(enquiry: Enquiry, outcome: str = Outcome.INFORMED, **values) -> None:
    given = {"seen": enquiry.revision, "now": LATER, "by": "user:1", **values}
    closing.close(enquiry=enquiry, outcome=outcome, **given)
    enquiry.refresh_from_db()


def test_a_family_that_waits_is_not_left_without_a_word(enquiry):
    with pytest.raises(SilentEndError):
        close(enquiry)
    close(enquiry, Outcome.MISDIRECTED)
    assert enquiry.is_closed


def test_a_new_question_needs_an_answer_too(answered):
    Enquiry.objects.update(state=EnquiryState.WAITING)
    with pytest.raises(SilentEndError):
        close(answered)


def test_nobody_closes_past_what_was_written_meanwhile(answered):
    with pytest.raises(ConflictError):
        close(answered, seen=answered.revision - 1)
    answered.refresh_from_db()
    assert not answered.is_closed


def test_an_end_is_kept_told_and_has_a_day_of_erasure(answered):
    Enquiry.objects.update(snoozed_until=TOMORROW, offered_site=answered.site)
    close(answered, Outcome.DOES_NOT_FIT, reasons=["AGE"])
    assert (answered.state, answered.outcome) == (
        EnquiryState.CLOSED,
        Outcome.DOES_NOT_FIT,
    )
    assert (answered.closed_at, answered.misfit_reasons) == (LATER, ["AGE"])
    assert (answered.snoozed_until, answered.offered_site) == (None, None)
    assert (answered.next_action, answered.next_action_at) == (
        NextAction.ERASE,
        LATER + RETENTION,
    )
    told = OutgoingEmail.objects.filter(purpose=Purpose.NOTICE_TO_FAMILY)
    assert [mail.to_address for mail in told] == ["lena@families.example"]
    # Pressed twice, it is told once.
    close(answered)
    assert (told.count(), noted(Verb.ENQUIRY_CLOSED)) == (1, 1)
    assert answered.outcome == Outcome.DOES_NOT_FIT


def test_reasons_belong_to_one_outcome(answered):
    close(answered, Outcome.INFORMED, reasons=["AGE"])
    assert answered.misfit_reasons == []


def test_the_letter_waits_while_the_answer_can_be_taken_back(answered):
    close(answered, now=NOW)
    letter = OutgoingEmail.objects.get(purpose=Purpose.NOTICE_TO_FAMILY)
    assert letter.entry == answered.messages.last()


def test_a_closed_one_is_taken_up_with_a_new_promise(answered):
    close(answered)
    for _ in range(2):
        closing.reopen(enquiry=answered, now=TOMORROW, by="user:1")
    answered.refresh_from_db()
    assert answered.is_waiting
    assert (answered.outcome, answered.closed_at) == ("", None)
    assert answered.answer_due_at > TOMORROW
    assert noted(Verb.ENQUIRY_REOPENED) == 1


def test_what_a_family_took_back_stays_closed(answered):
    closing.end(enquiry=answered, outcome=Outcome.WITHDRAWN, now=LATER, by="enquirer")
    closing.reopen(enquiry=answered, now=TOMORROW, by="user:1")
    answered.refresh_from_db()
    assert answered.is_closed
