"""Writing, answering, taking back; two people cannot answer past each other."""

from datetime import timedelta
from uuid import uuid4

import pytest

from contacts.actions import handling
from contacts.actions.conversation import (
    UNDO,
    ConflictError,
    add_family_message,
    answer,
    take_back,
)
from contacts.actions.outbox import deliver
from contacts.models import (
    CallResult,
    Enquiry,
    EnquiryState,
    Message,
    NextAction,
    Outcome,
    OutgoingEmail,
    Purpose,
)
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def enquiry() -> Enquiry:
    return accepted().enquiry


@pytest.fixture
def user(enquiry):
    return staff([enquiry.site])


def reply(enquiry: Enquiry, user, **changes):
    enquiry.refresh_from_db()
    usual = {
        "text": "Please come on Tuesday.",
        "seen": enquiry.revision,
        "user": user,
        "now": LATER,
        "by": f"user:{user.pk}",
    }
    return answer(enquiry=enquiry, **{**usual, **changes})


def mails(purpose: str):
    return OutgoingEmail.objects.filter(purpose=purpose)


def test_an_answer_reaches_the_family_and_makes_it_their_turn(enquiry, user):
    message = reply(enquiry, user)
    enquiry.refresh_from_db()
    assert enquiry.state == EnquiryState.ANSWERED
    assert enquiry.first_answered_at == LATER
    assert enquiry.opened_at == LATER
    assert enquiry.next_action == NextAction.CLOSE_QUIET
    mail = mails(Purpose.ANSWER_TO_FAMILY).get()
    assert mail.to_address == "lena@families.example"
    assert "Please come on Tuesday." in mail.body_text
    assert mail.entry == message
    assert enquiry.reference in mail.subject
    assert "lupus" not in mail.subject.lower()


def test_a_family_that_asked_for_it_gets_only_a_link(user):
    quiet = accepted(is_discreet=True).enquiry
    reply(quiet, user)
    for mail in quiet.emails.exclude(purpose=Purpose.ENQUIRY_TO_TEAM):
        words = mail.subject + mail.body_text + mail.body_html
        for telling in ("Tuesday", "Hospital", "lupus", quiet.reference, "Lena"):
            assert telling not in words
        assert "/enquiries/" in mail.body_text
    link_only = accepted(wants_link_only=True).enquiry
    reply(link_only, user)
    mail = link_only.emails.get(purpose=Purpose.ANSWER_TO_FAMILY)
    assert "Tuesday" not in mail.body_text
    assert link_only.reference in mail.subject


def test_an_answer_past_somebody_elses_is_not_sent(enquiry, user):
    seen = enquiry.revision
    add_family_message(enquiry=enquiry, text="It got worse.", now=NOW)
    with pytest.raises(ConflictError):
        reply(enquiry, user, seen=seen)
    assert not mails(Purpose.ANSWER_TO_FAMILY).exists()
    assert enquiry.messages.count() == 2
    reply(enquiry, user)
    with pytest.raises(ConflictError):
        reply(enquiry, user, seen=seen + 1)


def test_an_answer_can_be_taken_back_before_it_leaves(enquiry, user):
    before = Enquiry.objects.values("state", "first_answered_at", "next_action").get()
    message = reply(enquiry, user)
    mail = mails(Purpose.ANSWER_TO_FAMILY).get()
    assert deliver(pk=mail.pk, now=LATER, by="worker") is None
    assert not enquiry.messages.released(LATER).filter(pk=message.pk).exists()
    assert enquiry.messages.released(LATER + UNDO).filter(pk=message.pk).exists()
    assert take_back(message=message, user=user, now=LATER, by="x")
    assert not mails(Purpose.ANSWER_TO_FAMILY).exists()
    after = Enquiry.objects.values("state", "first_answered_at", "next_action").get()
    assert after == before


def test_what_has_left_and_what_others_wrote_cannot_be_taken_back(enquiry, user):
    message = reply(enquiry, user)
    colleague = staff([enquiry.site])
    assert not take_back(message=message, user=colleague, now=LATER, by="x")
    mails(Purpose.ANSWER_TO_FAMILY).update(attempts=1)
    assert not take_back(message=message, user=user, now=LATER, by="x")
    assert Message.objects.filter(pk=message.pk).exists()


def test_a_family_writes_again_and_a_closed_enquiry_opens(enquiry, user):
    reply(enquiry, user)
    handling.close(enquiry=enquiry, outcome=Outcome.INFORMED, now=LATER, by="x")
    much_later = LATER + timedelta(days=10)
    add_family_message(enquiry=enquiry, text="One more question.", now=much_later)
    enquiry.refresh_from_db()
    assert enquiry.is_waiting
    assert enquiry.answer_due_at > much_later
    assert (enquiry.outcome, enquiry.closed_at) == ("", None)
    mail = mails(Purpose.MESSAGE_TO_TEAM).get()
    assert mail.to_address == "site@example-hospital.example"
    assert "One more question." in mail.body_text


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
    handling.log_call(enquiry=enquiry, result=CallResult.NO_ANSWER, **who)
    enquiry.refresh_from_db()
    assert enquiry.first_answered_at is None
    handling.log_call(enquiry=enquiry, result=CallResult.REACHED, **who)
    enquiry.refresh_from_db()
    assert enquiry.first_answered_at == LATER
    assert enquiry.state == EnquiryState.ANSWERED


def test_nothing_ends_in_silence(enquiry, user):
    with pytest.raises(handling.SilentEndError):
        handling.close(enquiry=enquiry, outcome=Outcome.NO_PLACES, now=LATER, by="x")
    handling.close(enquiry=enquiry, outcome=Outcome.MISDIRECTED, now=LATER, by="x")
    other = accepted().enquiry
    reply(other, user)
    handling.close(
        enquiry=other, outcome=Outcome.DOES_NOT_FIT, reasons=["AGE"], now=LATER, by="x"
    )
    other.refresh_from_db()
    assert other.misfit_reasons == ["AGE"]
    assert other.next_action == NextAction.ERASE
