"""Mails that come back by mail: believed with a proof, as a provider is."""

import pytest

from contacts.conversation.actions.lost_mails.bounces import take_reports
from contacts.mail.delivery import deliver
from contacts.models import (
    AsideReason,
    DeadAddress,
    EmailState,
    Enquiry,
    InboundState,
    MailEvent,
    OutgoingEmail,
    Purpose,
    address_hash,
)
from tests.contacts.letters import came
from tests.contacts.returned import complaint, delivery_notice
from tests.factories import NOW, accepted

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _mail_comes_in(settings):
    settings.INBOUND_DOMAIN = "reply.portal.example"


@pytest.fixture
def enquiry() -> Enquiry:
    return accepted().enquiry


def sent(enquiry: Enquiry, sink, purpose=Purpose.ENQUIRY_TO_TEAM):
    """Send a mail; return its row, and the sender that its envelope names."""
    mail = enquiry.emails.get(purpose=purpose)
    deliver(pk=mail.pk, now=NOW, by="worker")
    return mail, sink.senders[-1]


def told(mail: OutgoingEmail, to: str, raw: bytes) -> tuple[str, str]:
    """Return where a letter stands, and the mail's state after it."""
    row = came(to, raw=raw)
    take_reports(now=NOW, by="worker")
    mail.refresh_from_db()
    return row.state, mail.state


def test_the_envelope_leads_back_to_us_and_the_header_stays(enquiry, mail_to_sink):
    mail, path = sent(enquiry, mail_to_sink)
    assert path.startswith("bounce+")
    assert path.endswith("@reply.portal.example")
    assert mail.message_id[1:33] in path
    assert "bounce" not in mail_to_sink.mails[-1]["From"]


def test_without_inbound_mail_the_envelope_is_ours_as_before(
    enquiry, mail_to_sink, settings
):
    settings.INBOUND_DOMAIN = ""
    _mail, path = sent(enquiry, mail_to_sink)
    assert path in settings.DEFAULT_FROM_EMAIL


def test_a_relay_that_allows_its_own_sender_only_gets_that(enquiry, mail_to_sink):
    mail_to_sink.only_sender = "portal@localhost"
    mail, path = sent(enquiry, mail_to_sink)
    mail.refresh_from_db()
    assert (mail.state, path) == (EmailState.SENT, "portal@localhost")


def test_a_bounce_by_mail_reaches_its_row(enquiry, mail_to_sink):
    mail, path = sent(enquiry, mail_to_sink)
    raw = delivery_notice(mail, path)
    assert told(mail, path, raw) == (InboundState.BOUNCE, EmailState.BOUNCED)
    known = address_hash(mail.to_address)
    assert DeadAddress.objects.filter(address_hash=known).exists()
    assert enquiry.emails.filter(purpose=Purpose.NOTICE_TO_DESK).exists()


def test_a_bounce_to_the_reply_address_names_the_mail(enquiry, mail_to_sink):
    mail, _path = sent(enquiry, mail_to_sink)
    raw = delivery_notice(mail, mail.reply_to)
    expected = (InboundState.BOUNCE, EmailState.BOUNCED)
    assert told(mail, mail.reply_to, raw) == expected


def test_a_complaint_by_mail_is_heard(enquiry, mail_to_sink):
    mail, path = sent(enquiry, mail_to_sink, Purpose.COPY_TO_SENDER)
    raw = complaint(mail, "abuse@reply.portal.example", path)
    place, state = told(mail, "abuse@reply.portal.example", raw)
    assert (place, state) == (InboundState.BOUNCE, EmailState.BOUNCED)
    assert DeadAddress.objects.get().is_complaint


def forged_path(path: str) -> str:
    name, _at, domain = path.partition("@")
    return f"{name[:-3]}000@{domain}"


FORGED = ["other proof", "no address", "another's enquiry", "reply's other proof"]


@pytest.mark.parametrize("way", FORGED)
def test_a_forged_bounce_changes_nothing(enquiry, mail_to_sink, way):
    mail, path = sent(enquiry, mail_to_sink)
    other = accepted().enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER)
    to = {
        "other proof": forged_path(path),
        "no address": "postmaster@reply.portal.example",
        "another's enquiry": other.reply_to,
        # The mail and its enquiry are right; only we could have made the proof.
        "reply's other proof": forged_path(mail.reply_to),
    }[way]
    raw = delivery_notice(mail, to)
    assert told(mail, to, raw) == (InboundState.REFUSED, EmailState.SENT)
    assert not DeadAddress.objects.exists()
    assert not MailEvent.objects.exists()


@pytest.mark.parametrize(
    ("action", "status"), [("delayed", "4.4.1"), ("relayed", "2.0.0")]
)
def test_a_delay_is_noted_and_changes_nothing(enquiry, mail_to_sink, action, status):
    mail, path = sent(enquiry, mail_to_sink)
    raw = delivery_notice(mail, path, action=action, status=status)
    assert told(mail, path, raw) == (InboundState.AUTOMATIC, EmailState.SENT)
    assert MailEvent.objects.get().is_done
    assert not DeadAddress.objects.exists()


def test_a_broken_forwarding_is_bad_news_but_no_dead_mailbox(enquiry, mail_to_sink):
    mail, path = sent(enquiry, mail_to_sink)
    raw = delivery_notice(mail, path, recipient="old@elsewhere.example")
    assert told(mail, path, raw) == (InboundState.BOUNCE, EmailState.BOUNCED)
    assert not DeadAddress.objects.exists()
    assert enquiry.emails.filter(purpose=Purpose.NOTICE_TO_DESK).exists()


def test_a_refusal_of_our_sender_kills_no_mailbox(enquiry, mail_to_sink):
    mail, path = sent(enquiry, mail_to_sink)
    raw = delivery_notice(mail, path, status="5.7.26")
    assert told(mail, path, raw) == (InboundState.BOUNCE, EmailState.BOUNCED)
    assert not DeadAddress.objects.exists()


def test_an_old_servers_prose_is_read_at_the_return_path(enquiry, mail_to_sink):
    """Nothing but words: the address that it came to says which mail."""
    mail, path = sent(enquiry, mail_to_sink)
    raw = (
        f"From: MAILER-DAEMON@mx.example\nTo: {path}\nSubject: failure notice\n\n"
        "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't "
        "able to deliver your message to the following addresses.\nThis is a "
        f"permanent error; I've given up.\n\n<{mail.to_address}>:\nno such user\n"
    )
    assert told(mail, path, raw.encode()) == (InboundState.BOUNCE, EmailState.BOUNCED)


def test_an_absence_note_to_the_return_path_is_no_bounce(enquiry, mail_to_sink):
    mail, path = sent(enquiry, mail_to_sink)
    raw = (
        f"From: site@example-hospital.example\nTo: {path}\nSubject: Out of office\n"
        "Auto-Submitted: auto-replied\n\nI am away until Monday.\n"
    )
    row = came(path, raw=raw.encode())
    assert (row.state, row.reason) == (InboundState.AUTOMATIC, AsideReason.REPORT)
    mail.refresh_from_db()
    assert mail.state == EmailState.SENT


def test_an_address_in_punycode_is_the_one_that_we_wrote_to(mail_to_sink):
    enquiry = accepted(email="ana1@münchen.example").enquiry
    mail, path = sent(enquiry, mail_to_sink, Purpose.COPY_TO_SENDER)
    raw = delivery_notice(mail, path, recipient="ana1@xn--mnchen-3ya.example")
    assert told(mail, path, raw) == (InboundState.BOUNCE, EmailState.BOUNCED)
    enquiry.refresh_from_db()
    assert enquiry.email_bounced_at == NOW


def test_what_came_back_goes_with_its_enquiry(enquiry, mail_to_sink):
    mail, path = sent(enquiry, mail_to_sink)
    row = came(path, raw=delivery_notice(mail, path))
    assert row.enquiry_id == enquiry.pk
    assert row.quoted == ""
