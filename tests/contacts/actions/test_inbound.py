"""Answered e-mails come into their conversation; out-of-office notes answer nobody."""

import pytest

from contacts.actions.inbound import Arrived, keep_inbound, take_inbound
from contacts.models import (
    Author,
    Enquiry,
    EnquiryState,
    InboundEmail,
    InboundState,
    Message,
    OutgoingEmail,
    Purpose,
)
from tests.factories import NOW, accepted

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


def test_characters_that_nobody_types_do_not_stop_a_mail(enquiry):
    to = reply_to(enquiry, Purpose.COPY_TO_SENDER)
    assert came(to, "A\x00B \u202ec").state == InboundState.TAKEN
    assert "\x00" not in enquiry.messages.last().body


def test_without_a_mailbox_of_our_own_answers_go_straight(settings):
    settings.INBOUND_DOMAIN = ""
    enquiry = accepted().enquiry
    assert reply_to(enquiry, Purpose.ENQUIRY_TO_TEAM) == "lena@families.example"
    assert reply_to(enquiry, Purpose.COPY_TO_SENDER) == "site@example-hospital.example"
