"""Writing, answering, taking back; two people cannot answer past each other."""

from datetime import timedelta
from uuid import uuid4

import pytest

from contacts.conversation.actions import closing, handling, rights
from contacts.conversation.actions.answering import UNDO, ConflictError, answer_family
from contacts.conversation.actions.family_writes import add_family_message
from contacts.conversation.actions.taking_back import take_answer_back
from contacts.mail.delivery import deliver
from contacts.mail.transport import build
from contacts.models import (
    AuditEvent,
    CallResult,
    Enquiry,
    EnquiryState,
    Message,
    NextAction,
    Outcome,
    OutgoingEmail,
    Purpose,
    Verb,
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
    handling.log_call(enquiry=enquiry, result=CallResult.NO_ANSWER, **who)
    enquiry.refresh_from_db()
    assert enquiry.first_answered_at is None
    handling.log_call(enquiry=enquiry, result=CallResult.REACHED, **who)
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
        "call": lambda: handling.log_call(
            enquiry=enquiry, result=CallResult.REACHED, user=user, now=LATER, by="x"
        ),
        "end": lambda: close(enquiry, Outcome.MISDIRECTED),
    }
    for deed in deeds.values():
        Enquiry.objects.update(offered_site=site)
        deed()
        enquiry.refresh_from_db()
        assert enquiry.offered_site is None


def test_an_urgent_mark_goes_once_read_and_comes_with_new_words(user):
    urgent = accepted(text="He had a seizure").enquiry
    handling.calm_enquiry(enquiry=urgent, now=LATER, by="x")
    handling.calm_enquiry(enquiry=urgent, now=LATER, by="x")
    urgent.refresh_from_db()
    assert not urgent.is_urgent
    assert AuditEvent.objects.filter(verb=Verb.ENQUIRY_CALMED).count() == 1
    add_family_message(enquiry=urgent, text="Another seizure!", now=LATER)
    urgent.refresh_from_db()
    assert urgent.is_urgent
