"""Answered e-mails come into their conversation; out-of-office notes answer nobody."""

from datetime import timedelta

import pytest

from contacts.actions import inbound
from contacts.actions.conversation import add_family_message
from contacts.actions.inbound import (
    Arrived,
    accept_inbound,
    keep_inbound,
    take_inbound,
)
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
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail_comes_in(settings):
    settings.INBOUND_DOMAIN = "reply.portal.example"


@pytest.fixture
def enquiry() -> Enquiry:
    return accepted().enquiry


def reply_to(enquiry: Enquiry, purpose: str) -> str:
    return enquiry.emails.get(purpose=purpose).reply_to


def came(to: str, body: str = "Thank you!", **changes) -> InboundEmail:
    usual = {
        "message_id": f"<{len(body)}-{InboundEmail.objects.count()}@x.example>",
        "from_address": "lena@families.example",
        "recipients": ["someone@else.example", to],
        "subject": "Re: Copy",
        "body": body,
        "attachments": 0,
        "is_automatic": False,
    }
    keep_inbound(mail=Arrived(**{**usual, **changes}), now=NOW)
    take_inbound(now=NOW, by="worker")
    return InboundEmail.objects.last()


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
    came(to, "Please come.", from_address="site@example-hospital.example")
    enquiry.refresh_from_db()
    assert enquiry.state == EnquiryState.ANSWERED
    assert enquiry.messages.last().is_from_team
    mail = enquiry.emails.get(purpose=Purpose.ANSWER_TO_FAMILY)
    assert "Please come." in mail.body_text


def test_out_of_office_is_kept_and_answers_nobody(enquiry):
    to = reply_to(enquiry, Purpose.ENQUIRY_TO_TEAM)
    mail = came(to, "I am away.", is_automatic=True)
    assert mail.state == InboundState.AUTOMATIC
    enquiry.refresh_from_db()
    assert enquiry.is_waiting
    assert enquiry.messages.count() == 1


def test_the_same_mail_twice_is_one(enquiry):
    to = reply_to(enquiry, Purpose.COPY_TO_SENDER)
    for _ in range(2):
        came(to, "Once.", message_id="<same@x.example>")
    assert enquiry.messages.count() == 2


@pytest.mark.parametrize(
    "to", ["reply+enq333333333333f.0123456789abcdef0123456789@r.example", "x@y.example"]
)
def test_what_belongs_nowhere_is_kept_for_the_desk(enquiry, to):
    assert came(to, "For whom?").state == InboundState.REFUSED
    assert Message.objects.count() == 1
    assert InboundEmail.objects.get().body == "For whom?"


def test_files_are_refused_kindly_and_words_are_taken(enquiry):
    came(reply_to(enquiry, Purpose.COPY_TO_SENDER), "See the scan.", attachments=2)
    assert enquiry.messages.last().body == "See the scan."
    note = OutgoingEmail.objects.get(purpose=Purpose.NOTICE_TO_FAMILY)
    assert "words have arrived" in note.body_text


def test_a_mail_with_nothing_but_a_file_is_answered_too(enquiry):
    to = reply_to(enquiry, Purpose.COPY_TO_SENDER)
    assert came(to, " ", attachments=1).state == InboundState.REFUSED
    note = OutgoingEmail.objects.get(purpose=Purpose.NOTICE_TO_FAMILY)
    assert "no words in your e-mail" in note.body_text
    assert enquiry.messages.count() == 1


@pytest.mark.parametrize("sender", ["coordinator", "stranger"])
def test_a_teams_files_are_refused_as_kindly(enquiry, sender):
    user = staff([enquiry.site])
    address = user.email if sender == "coordinator" else "stranger@else.example"
    to = reply_to(enquiry, Purpose.ENQUIRY_TO_TEAM)
    came(to, "See the leaflet.", attachments=1, from_address=address)
    assert enquiry.messages.last().body == "See the leaflet."
    note = OutgoingEmail.objects.get(purpose=Purpose.NOTICE_TO_TEAM)
    known = {"coordinator": user.email, "stranger": "site@example-hospital.example"}
    assert note.to_address == known[sender]


@pytest.mark.parametrize("known", ["", "pm-1", "<pm-1@provider.example>"])
def test_an_answer_to_an_older_mail_leaves_the_newest_question_open(enquiry, known):
    first = enquiry.emails.get(purpose=Purpose.ENQUIRY_TO_TEAM)
    OutgoingEmail.objects.filter(pk=first.pk).update(provider_id="pm-1")
    later = NOW + timedelta(hours=1)
    add_family_message(enquiry=enquiry, text="And may she eat before?", now=later)
    came(first.reply_to, "Yes, come.", answers_to=known or first.message_id)
    enquiry.refresh_from_db()
    assert enquiry.is_waiting
    assert enquiry.next_action == NextAction.REMIND_TEAM
    assert enquiry.emails.filter(purpose=Purpose.ANSWER_TO_FAMILY).count() == 1
    # Whoever answers the newest mail has read everything.
    newest = enquiry.emails.get(purpose=Purpose.MESSAGE_TO_TEAM)
    came(newest.reply_to, "No, please.", answers_to=newest.message_id)
    enquiry.refresh_from_db()
    assert enquiry.state == EnquiryState.ANSWERED


def test_a_tickets_confirmation_answers_nobody(enquiry):
    to = reply_to(enquiry, Purpose.ENQUIRY_TO_TEAM)
    mail = came(to, "Thanks.", subject="[#4711] Your request has been received")
    assert mail.state == InboundState.AUTOMATIC
    enquiry.refresh_from_db()
    assert enquiry.is_waiting
    # The desk may say that a person wrote it after all.
    assert accept_inbound(mail=mail, now=NOW, by="user:1")
    enquiry.refresh_from_db()
    assert enquiry.state == EnquiryState.ANSWERED
    assert not accept_inbound(mail=mail, now=NOW, by="user:1")
    assert enquiry.messages.count() == 2


def test_one_mail_that_cannot_be_read_holds_up_no_other(enquiry, monkeypatch, caplog):
    to = reply_to(enquiry, Purpose.COPY_TO_SENDER)
    real = inbound.readable

    def readable(text):
        if text == "Broken":
            raise RuntimeError
        return real(text)

    monkeypatch.setattr(inbound, "readable", readable)
    broken = came(to, "Broken")
    assert came(to, "Fine").state == InboundState.TAKEN
    assert "could not be taken in" in caplog.text
    assert InboundEmail.objects.aside().get() == broken
    monkeypatch.undo()
    take_inbound(now=NOW + timedelta(hours=1), by="worker")
    assert [one.body for one in enquiry.messages.all()][1:] == ["Fine", "Broken"]


def test_characters_that_nobody_types_do_not_stop_a_mail(enquiry):
    to = reply_to(enquiry, Purpose.COPY_TO_SENDER)
    assert came(to, "A\x00B \u202ec").state == InboundState.TAKEN
    assert "\x00" not in enquiry.messages.last().body


def test_without_a_mailbox_of_our_own_answers_go_straight(settings):
    settings.INBOUND_DOMAIN = ""
    enquiry = accepted().enquiry
    assert reply_to(enquiry, Purpose.ENQUIRY_TO_TEAM) == "lena@families.example"
    assert reply_to(enquiry, Purpose.COPY_TO_SENDER) == "site@example-hospital.example"
