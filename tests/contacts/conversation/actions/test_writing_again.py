"""The family writes again, and what a call or an ending means for who waits."""

from datetime import timedelta
from uuid import uuid4

import pytest

from contacts.conversation.actions import closing, handling
from contacts.conversation.actions.answering import ConflictError
from contacts.conversation.actions.calls import noting
from contacts.conversation.actions.family_writes import add_family_message
from contacts.models import (
    AuditEvent,
    CallResult,
    Enquiry,
    EnquiryState,
    NextAction,
    Outcome,
    Purpose,
    Verb,
)
from tests.contacts.conversation.actions.test_answering import (
    LATER,
    close,
    mails,
    reply,
)
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def enquiry() -> Enquiry:
    return accepted().enquiry


@pytest.fixture
def user(enquiry):
    return staff([enquiry.site])


def test_a_family_writes_again_and_a_closed_enquiry_opens(enquiry, user):
    reply(enquiry, user)
    close(enquiry, Outcome.INFORMED)
    much_later = LATER + timedelta(days=10)
    add_family_message(enquiry=enquiry, text="One more question.", now=much_later)
    enquiry.refresh_from_db()
    assert enquiry.is_waiting
    assert enquiry.answer_due_at > much_later
    assert (enquiry.outcome, enquiry.closed_at) == ("", None)
    # It came to the registry's contact; meanwhile the site has a member of ours.
    mail = mails(Purpose.MESSAGE_TO_TEAM).get()
    assert mail.to_address == "site@example-hospital.example"
    assert "One more question." not in mail.body_text
    assert enquiry.team_links.get().secret in mail.body_text


def test_writing_again_while_waiting_moves_no_promise(enquiry):
    due = enquiry.answer_due_at
    add_family_message(enquiry=enquiry, text="Hello?", now=LATER)
    enquiry.refresh_from_db()
    assert enquiry.answer_due_at == due


def test_pressed_twice_it_is_one_message(enquiry):
    key = uuid4()
    for _ in range(3):
        add_family_message(enquiry=enquiry, text="Hello?", now=LATER, key=key)
    assert enquiry.messages.count() == 2
    assert mails(Purpose.MESSAGE_TO_TEAM).count() == 1


def test_urgent_words_raise_it_to_the_top(enquiry):
    other = accepted(enquiry.site).enquiry
    add_family_message(enquiry=other, text="She has a seizure!", now=LATER)
    assert Enquiry.objects.by_urgency().first() == other


def test_a_call_that_reached_them_is_an_answer_and_one_that_did_not_is_none(
    enquiry, user
):
    who = {"user": user, "now": LATER, "by": "x"}
    noting.log_call(enquiry=enquiry, result=CallResult.NO_ANSWER, **who)
    enquiry.refresh_from_db()
    assert enquiry.first_answered_at is None
    noting.log_call(enquiry=enquiry, result=CallResult.REACHED, **who)
    enquiry.refresh_from_db()
    assert enquiry.first_answered_at == LATER
    assert enquiry.state == EnquiryState.ANSWERED


def test_nothing_ends_in_silence(enquiry, user):
    with pytest.raises(closing.SilentEndError):
        close(enquiry, Outcome.NO_PLACES)
    close(enquiry, Outcome.MISDIRECTED)
    other = accepted().enquiry
    reply(other, user)
    close(other, Outcome.DOES_NOT_FIT, reasons=["AGE"])
    other.refresh_from_db()
    assert other.misfit_reasons == ["AGE"]
    assert other.next_action == NextAction.ERASE
    reply(other, user)
    assert other.misfit_reasons == []


def test_a_new_question_cannot_be_closed_unanswered(enquiry, user):
    reply(enquiry, user)
    seen = enquiry.revision
    add_family_message(enquiry=enquiry, text="May she eat before?", now=LATER)
    with pytest.raises(ConflictError):
        close(enquiry, Outcome.INFORMED, seen=seen)
    with pytest.raises(closing.SilentEndError):
        close(enquiry, Outcome.INFORMED)
    reply(enquiry, user)
    close(enquiry, Outcome.INFORMED)
    assert Enquiry.objects.get().is_closed


def test_the_family_hears_that_it_was_closed_and_how_to_write_again(enquiry, user):
    reply(enquiry, user)
    done = LATER + timedelta(hours=1)
    close(enquiry, Outcome.INFORMED, now=done)
    close(enquiry, Outcome.INFORMED, now=done)
    told = mails(Purpose.NOTICE_TO_FAMILY).get()
    assert told.to_address == "lena@families.example"
    assert "it opens again" in told.body_text
    other = accepted().enquiry
    close(other, Outcome.MISDIRECTED)
    assert mails(Purpose.NOTICE_TO_FAMILY).count() == 2


def test_an_urgent_mark_goes_once_read_and_comes_with_new_words(user):
    urgent = accepted(text="He is having a seizure").enquiry
    handling.calm_enquiry(enquiry=urgent, reason="SPOKEN", now=LATER, by="x")
    handling.calm_enquiry(enquiry=urgent, reason="SPOKEN", now=LATER, by="x")
    urgent.refresh_from_db()
    assert not urgent.is_urgent
    assert AuditEvent.objects.filter(verb=Verb.ENQUIRY_CALMED).count() == 1
    add_family_message(enquiry=urgent, text="Another seizure!", now=LATER)
    urgent.refresh_from_db()
    assert urgent.is_urgent
