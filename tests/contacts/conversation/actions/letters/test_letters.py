"""Answered e-mails come into their conversation; out-of-office notes answer nobody."""

from datetime import timedelta

import pytest

from contacts.conversation.actions.family_writes import add_family_message
from contacts.conversation.actions.letters import putting_in
from contacts.conversation.actions.letters.accepting import accept_inbound
from contacts.conversation.actions.letters.taking import take_inbound
from contacts.models import (
    Author,
    Enquiry,
    EnquiryState,
    InboundEmail,
    InboundState,
    Message,
    NextAction,
    OutgoingEmail,
    Purpose,
)
from tests.contacts.letters import came, raw_mail
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
SITE = "site@example-hospital.example"


@pytest.fixture(autouse=True)
def _mail_comes_in(settings):
    settings.INBOUND_DOMAIN = "reply.portal.example"


@pytest.fixture
def enquiry() -> Enquiry:
    return accepted().enquiry


def reply_to(enquiry: Enquiry, purpose: str) -> str:
    return enquiry.emails.get(purpose=purpose).reply_to


def test_a_familys_answer_is_a_message_with_its_quotation_kept(enquiry):
    to = reply_to(enquiry, Purpose.COPY_TO_SENDER)
    quoted = "On Tue, 24 Nov 2026 at 09:00, Portal <p@portal.example> wrote:\n> Old"
    assert came(to, f"And her sister?\n\n{quoted}").state == InboundState.TAKEN
    message = enquiry.messages.last()
    assert (message.author, message.via) == (Author.ENQUIRER, "EMAIL")
    assert message.body == "And her sister?"
    assert "> Old" in message.quoted


def test_a_teams_answer_by_mail_reaches_the_family(enquiry):
    to = reply_to(enquiry, Purpose.ENQUIRY_TO_TEAM)
    came(to, "Please come.", sender=SITE)
    enquiry.refresh_from_db()
    assert enquiry.state == EnquiryState.ANSWERED
    assert enquiry.messages.last().is_from_team
    mail = enquiry.emails.get(purpose=Purpose.ANSWER_TO_FAMILY)
    assert "Please come." in mail.body_text


def test_out_of_office_is_kept_and_answers_nobody(enquiry):
    to = reply_to(enquiry, Purpose.ENQUIRY_TO_TEAM)
    mail = came(to, "I am away.", sender=SITE, auto_submitted="auto-replied")
    assert mail.state == InboundState.AUTOMATIC
    enquiry.refresh_from_db()
    assert enquiry.is_waiting
    assert enquiry.messages.count() == 1


def test_the_same_mail_twice_is_one(enquiry):
    to = reply_to(enquiry, Purpose.COPY_TO_SENDER)
    raw = raw_mail("Once.", message_id="<same@x.example>")
    for _ in range(2):
        came(to, raw=raw)
    assert enquiry.messages.count() == 2
    assert InboundEmail.objects.count() == 1


def test_posted_again_with_other_headers_it_is_the_same_words_once(enquiry):
    to = reply_to(enquiry, Purpose.COPY_TO_SENDER)
    raw = raw_mail("Once.", message_id="<same@x.example>")
    came(to, raw=raw)
    again = came(to, raw=b"Received: by another way\r\n" + raw)
    assert again.state == InboundState.REPEATED
    assert again in InboundEmail.objects.aside()
    # Whoever borrows a Message-ID for other words is read all the same.
    other = came(to, "Twice.", message_id="<same@x.example>")
    assert other.state == InboundState.TAKEN
    assert [one.body for one in enquiry.messages.all()][1:] == ["Once.", "Twice."]


@pytest.mark.parametrize(
    "to", ["reply+enq333333333333f.0123456789abcdef0123456789@r.example", "x@y.example"]
)
def test_what_belongs_nowhere_is_kept_for_the_desk(enquiry, to):
    assert came(to, "For whom?").state == InboundState.REFUSED
    assert Message.objects.count() == 1
    assert InboundEmail.objects.get().body == "For whom?"


def test_files_are_refused_kindly_and_words_are_taken(enquiry):
    came(reply_to(enquiry, Purpose.COPY_TO_SENDER), "See the scan.", files=2)
    assert enquiry.messages.last().body == "See the scan."
    note = OutgoingEmail.objects.get(purpose=Purpose.NOTICE_TO_FAMILY)
    assert "words have arrived" in note.body_text


def test_a_mail_with_nothing_but_a_file_is_answered_too(enquiry):
    to = reply_to(enquiry, Purpose.COPY_TO_SENDER)
    assert came(to, " ", files=1, subject="").state == InboundState.REFUSED
    note = OutgoingEmail.objects.get(purpose=Purpose.NOTICE_TO_FAMILY)
    assert "no words in your e-mail" in note.body_text
    assert enquiry.messages.count() == 1


@pytest.mark.parametrize("who", ["coordinator", "mailbox"])
def test_a_teams_files_are_refused_as_kindly(enquiry, who):
    user = staff([enquiry.site])
    sender = {"coordinator": user.email, "mailbox": SITE}[who]
    to = reply_to(enquiry, Purpose.ENQUIRY_TO_TEAM)
    came(to, "See the leaflet.", files=1, sender=sender)
    assert enquiry.messages.last().body == "See the leaflet."
    note = OutgoingEmail.objects.get(purpose=Purpose.NOTICE_TO_TEAM)
    assert note.to_address == sender


@pytest.mark.parametrize("known", ["", "pm-1", "<pm-1@provider.example>"])
def test_an_answer_to_an_older_mail_leaves_the_newest_question_open(enquiry, known):
    first = enquiry.emails.get(purpose=Purpose.ENQUIRY_TO_TEAM)
    OutgoingEmail.objects.filter(pk=first.pk).update(provider_id="pm-1")
    later = NOW + timedelta(hours=1)
    add_family_message(enquiry=enquiry, text="And may she eat before?", now=later)
    came(
        first.reply_to,
        "Yes, come.",
        sender=SITE,
        answers_to=known or first.message_id,
    )
    enquiry.refresh_from_db()
    assert enquiry.is_waiting
    # When its day comes it is known as opened, and the ladder goes on.
    assert enquiry.next_action == NextAction.MAIL_AGAIN
    assert enquiry.emails.filter(purpose=Purpose.ANSWER_TO_FAMILY).count() == 1
    # Whoever answers the newest mail has read everything.
    newest = enquiry.emails.get(purpose=Purpose.MESSAGE_TO_TEAM)
    came(newest.reply_to, "No, please.", sender=SITE, answers_to=newest.message_id)
    enquiry.refresh_from_db()
    assert enquiry.state == EnquiryState.ANSWERED


def test_a_tickets_confirmation_answers_nobody(enquiry):
    to = reply_to(enquiry, Purpose.ENQUIRY_TO_TEAM)
    mail = came(to, "Thanks.", sender=SITE, auto_submitted="auto-generated")
    assert mail.state == InboundState.AUTOMATIC
    enquiry.refresh_from_db()
    assert enquiry.is_waiting
    # The desk may say that a person wrote it after all.
    assert accept_inbound(mail=mail, now=NOW, by="user:1")
    enquiry.refresh_from_db()
    assert enquiry.state == EnquiryState.ANSWERED
    assert not accept_inbound(mail=mail, now=NOW, by="user:1")
    assert enquiry.messages.count() == 2


def test_one_mail_that_cannot_be_placed_holds_up_no_other(enquiry, monkeypatch, caplog):
    to = reply_to(enquiry, Purpose.COPY_TO_SENDER)
    real = putting_in.readable

    def readable(text):
        if text == "Broken":
            raise RuntimeError
        return real(text)

    monkeypatch.setattr(putting_in, "readable", readable)
    broken = came(to, "Broken")
    assert came(to, "Fine").state == InboundState.TAKEN
    assert "could not be dealt with" in caplog.text
    assert InboundEmail.objects.aside().get() == broken
    # It does not go on for ever: the desk has it, with a reason.
    for day in range(1, 8):
        take_inbound(now=NOW + timedelta(days=day), by="worker")
    broken.refresh_from_db()
    assert (broken.state, broken.reason) == (InboundState.REFUSED, "failed")
    monkeypatch.undo()
    assert accept_inbound(mail=broken, now=NOW, by="user:1")
    assert [one.body for one in enquiry.messages.all()][1:] == ["Fine", "Broken"]


def test_characters_that_nobody_types_do_not_stop_a_mail(enquiry):
    to = reply_to(enquiry, Purpose.COPY_TO_SENDER)
    assert came(to, "A\x01B \u202ec").state == InboundState.TAKEN
    assert "\x01" not in enquiry.messages.last().body


def test_without_a_mailbox_of_our_own_answers_go_straight(settings):
    settings.INBOUND_DOMAIN = ""
    enquiry = accepted().enquiry
    # A mail that only leads to the words does not name the family's address.
    assert reply_to(enquiry, Purpose.ENQUIRY_TO_TEAM) == ""
    assert reply_to(enquiry, Purpose.COPY_TO_SENDER) == "site@example-hospital.example"
