"""Writing, answering, taking back; two people cannot answer past each other."""

from datetime import timedelta

import pytest

from contacts.conversation.actions import closing, rights
from contacts.conversation.actions.answering import UNDO, ConflictError, answer_family
from contacts.conversation.actions.calls import noting
from contacts.conversation.actions.family_writes import add_family_message
from contacts.conversation.actions.taking_back import take_answer_back
from contacts.mail.delivery import deliver
from contacts.mail.transport import build
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
    return answer_family(enquiry=enquiry, **{**usual, **changes})


def close(enquiry: Enquiry, outcome: Outcome, **changes) -> None:
    enquiry.refresh_from_db()
    usual = {"seen": enquiry.revision, "now": LATER, "by": "x"}
    closing.close(enquiry=enquiry, outcome=outcome, **{**usual, **changes})


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
    quiet.refresh_from_db()
    closing.close(enquiry=quiet, outcome=Outcome.INFORMED, seen=1, now=LATER, by="x")
    rights.ask_address_change(enquiry=quiet, email="new@families.example", now=LATER)
    assert quiet.emails.count() == 5
    telling = ("Tuesday", "hospital", "lupus", quiet.reference, "Lena", "Trial Portal")
    for mail in quiet.emails.exclude(purpose=Purpose.ENQUIRY_TO_TEAM):
        message = build(mail, None).message()
        known = [f"{k}: {value}\n" for k, value in message.items() if k != "To"]
        words = "".join(known) + mail.body_text + mail.body_html
        for word in telling:
            assert word.lower() not in words.lower()
        assert "/enquiries/" in mail.body_text


def test_without_that_wish_mails_say_whose_they_are(enquiry, user):
    """The control: the same words do stand in an ordinary mail."""
    reply(enquiry, user)
    mail = mails(Purpose.ANSWER_TO_FAMILY).get()
    message = build(mail, None).message()
    assert "Trial Portal" in message["From"]
    assert message["Reply-To"] == "site@example-hospital.example"
    assert enquiry.reference.lower() in message["References"]
    assert "Trial Portal" in mail.body_text


def test_a_family_that_asked_for_it_gets_only_a_link_to_answers(user):
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
    assert take_answer_back(message=message, user=user, now=LATER, by="x")
    assert not mails(Purpose.ANSWER_TO_FAMILY).exists()
    after = Enquiry.objects.values("state", "first_answered_at", "next_action").get()
    assert after == before


def test_what_has_left_and_what_others_wrote_cannot_be_taken_back(enquiry, user):
    message = reply(enquiry, user)
    colleague = staff([enquiry.site])
    assert not take_answer_back(message=message, user=colleague, now=LATER, by="x")
    mails(Purpose.ANSWER_TO_FAMILY).update(attempts=1)
    assert not take_answer_back(message=message, user=user, now=LATER, by="x")
    assert Message.objects.filter(pk=message.pk).exists()


def test_closed_within_the_seconds_of_an_answer_both_are_taken_back(enquiry, user):
    message = reply(enquiry, user)
    close(enquiry, Outcome.INFORMED)
    assert take_answer_back(message=message, user=user, now=LATER, by="x")
    assert not mails(Purpose.NOTICE_TO_FAMILY).exists()
    enquiry.refresh_from_db()
    assert enquiry.is_waiting


def test_an_offer_ends_with_the_first_answer(enquiry, user):
    site = enquiry.site
    deeds = {
        "answer": lambda: reply(enquiry, user),
        "call": lambda: noting.log_call(
            enquiry=enquiry, result=CallResult.REACHED, user=user, now=LATER, by="x"
        ),
        "end": lambda: close(enquiry, Outcome.MISDIRECTED),
    }
    for deed in deeds.values():
        Enquiry.objects.update(offered_site=site)
        deed()
        enquiry.refresh_from_db()
        assert enquiry.offered_site is None
