"""Delivery over a real SMTP server that refuses, stalls, hangs up and lies."""

from datetime import timedelta

import pytest
from django.utils import timezone

from contacts.mail import delivery, giving_up
from contacts.mail.delivery import BATCH, deliver
from contacts.mail.giving_up import release_abandoned, retry_email
from contacts.mail.refusals import SendOutcome
from contacts.mail.transport import Attempt
from contacts.models import (
    AuditEvent,
    EmailState,
    OutgoingEmail,
    Purpose,
    Verb,
    from_now,
)
from tests.factories import NOW, accepted, site_with_contact

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mail() -> OutgoingEmail:
    """One e-mail to a team, waiting."""
    return accepted().enquiry.emails.get(purpose=Purpose.ENQUIRY_TO_TEAM)


def send(mail: OutgoingEmail) -> SendOutcome | None:
    """Try once and read the row again."""
    outcome = deliver(pk=mail.pk, now=NOW, by="worker")
    mail.refresh_from_db()
    return outcome


def test_a_mail_arrives_with_its_words_and_its_own_id(mail, mail_to_sink):
    assert send(mail) is SendOutcome.SENT
    (arrived,) = mail_to_sink.mails
    assert arrived["Message-ID"] == mail.message_id
    # No mailbox of our own is set up: an answer would go to nobody.
    assert arrived["Reply-To"] is None
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert mail_to_sink.recipients == ["site@example-hospital.example"]
    assert "/for-teams/" in arrived.get_body(("plain",)).get_content()
    assert (mail.state, mail.attempts, mail.sent_at) == (EmailState.SENT, 1, NOW)


@pytest.mark.parametrize("many", [1, BATCH, BATCH + 1])
def test_claimed_mails_are_read_with_one_question_in_their_order(
    many, django_assert_num_queries
):
    site = site_with_contact()
    for _ in range(BATCH // 2 + 1):
        accepted(site)
    pks = sorted(OutgoingEmail.objects.values_list("pk", flat=True), reverse=True)
    asked = [*pks[: many - 1], 0]
    delivery.read_claimed(asked)
    with django_assert_num_queries(1):
        found = delivery.read_claimed(asked)
        references = [mail.enquiry.reference for mail in found]
    assert [mail.pk for mail in found] == pks[: many - 1]
    whole = {mail.pk: mail for mail in OutgoingEmail.objects.all()}
    for mail, reference in zip(found, references, strict=True):
        other = whole[mail.pk]
        assert reference == other.enquiry.reference
        for field in OutgoingEmail._meta.concrete_fields:
            assert mail.__dict__[field.attname] == other.__dict__[field.attname]
    assert delivery.read_claimed([]) == []


def test_a_sent_mail_is_never_sent_again(mail, mail_to_sink):
    send(mail)
    assert send(mail) is None
    assert len(mail_to_sink.mails) == 1


@pytest.mark.parametrize("state", [EmailState.DELIVERED, EmailState.BOUNCED])
def test_what_a_report_said_meanwhile_is_not_unsaid(mail, state):
    """A provider may report before our own worker has written that it sent."""
    OutgoingEmail.objects.filter(pk=mail.pk).update(state=state)
    delivery.mark_sent(mail, "", NOW, "worker")
    mail.refresh_from_db()
    assert (mail.state, mail.sent_at) == (state, None)
    assert not AuditEvent.objects.filter(verb=Verb.EMAIL_SENT).exists()


@pytest.mark.parametrize(
    ("mode", "outcome", "state"),
    [
        ("refuse", SendOutcome.LATER, EmailState.RETRYING),
        ("drop", SendOutcome.LATER, EmailState.RETRYING),
        ("stall", SendOutcome.LATER, EmailState.RETRYING),
        ("lose", SendOutcome.UNKNOWN, EmailState.RETRYING),
        ("reject", SendOutcome.NEVER, EmailState.FAILED),
    ],
)
def test_a_failure_is_judged_by_its_class(
    mail, mail_to_sink, settings, mode, outcome, state
):
    settings.EMAIL_TIMEOUT = 1
    mail_to_sink.mode = mode
    assert send(mail) is outcome
    assert mail.state == state
    assert mail.last_error
    assert "@" not in mail.last_error
    assert mail.unknown_outcomes == (1 if outcome is SendOutcome.UNKNOWN else 0)


def test_a_server_that_is_away_is_asked_again(mail, settings):
    settings.EMAIL_BACKEND = "contacts.mail.smtp.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    before = timezone.now()
    assert send(mail) is SendOutcome.LATER
    pause = mail.next_attempt_at - before
    assert timedelta(seconds=8) < pause < timedelta(seconds=20)


def test_pauses_grow_to_a_day():
    assert sorted(delivery.PAUSES) == delivery.PAUSES
    assert delivery.PAUSES[-1] == timedelta(days=1)


def test_a_failed_mail_is_visible_and_can_be_sent_again(mail, mail_to_sink):
    mail_to_sink.mode = "reject"
    send(mail)
    assert list(OutgoingEmail.objects.in_trouble()) == [mail]
    assert AuditEvent.objects.filter(verb=Verb.EMAIL_FAILED).count() == 1
    mail_to_sink.mode = "accept"
    assert retry_email(mail=mail, now=NOW, by="user:1") is True
    assert send(mail) is SendOutcome.SENT


def test_only_one_claim_of_two_succeeds(mail):
    lease = timedelta(minutes=1)
    assert OutgoingEmail.objects.claim(mail.pk, lease) is True
    assert OutgoingEmail.objects.claim(mail.pk, lease) is False


def test_an_abandoned_claim_is_taken_over_when_its_lease_ends(mail, mail_to_sink):
    OutgoingEmail.objects.claim(mail.pk, timedelta(seconds=-1))
    assert send(mail) is SendOutcome.SENT
    assert (mail.attempts, mail.unknown_outcomes) == (2, 1)


def test_a_new_sole_worker_frees_what_the_dead_one_held(mail, mail_to_sink):
    OutgoingEmail.objects.claim(mail.pk, timedelta(hours=1))
    assert send(mail) is None
    assert release_abandoned() == 1
    assert send(mail) is SendOutcome.SENT


def test_a_mail_that_kills_its_sender_ends_as_failed(mail, mail_to_sink):
    for _ in range(delivery.MAX_UNKNOWN + 1):
        OutgoingEmail.objects.claim(mail.pk, timedelta(seconds=-1))
    assert send(mail) is SendOutcome.NEVER
    assert mail.state == EmailState.FAILED
    assert mail_to_sink.mails == []


def test_a_late_failure_does_not_undo_a_success(mail, mail_to_sink):
    OutgoingEmail.objects.claim(mail.pk, timedelta(seconds=-1))
    slow = OutgoingEmail.objects.get(pk=mail.pk)
    assert send(mail) is SendOutcome.SENT
    delivery.record(slow, Attempt(SendOutcome.NEVER, "late"), NOW, "worker")
    mail.refresh_from_db()
    assert mail.state == EmailState.SENT


def test_an_attempt_that_was_overtaken_settles_nothing(mail):
    """Its worker slept; the row is another's by now, and is being sent."""
    OutgoingEmail.objects.claim(mail.pk, timedelta(seconds=-1))
    slow = OutgoingEmail.objects.get(pk=mail.pk)
    OutgoingEmail.objects.claim(mail.pk, timedelta(hours=1))
    for late in (SendOutcome.LATER, SendOutcome.NEVER):
        delivery.record(slow, Attempt(late, "late"), NOW, "worker")
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == (EmailState.SENDING, 2)
        assert mail.next_attempt_at > timezone.now()


@pytest.mark.parametrize("before", [0, 1])
def test_a_mail_is_tried_so_often_and_no_more(mail, mail_to_sink, before):
    """Also when each attempt died before it could say so and the last one's did."""
    tried = delivery.MAX_ATTEMPTS - before
    OutgoingEmail.objects.filter(pk=mail.pk).update(attempts=tried)
    send(mail)
    assert len(mail_to_sink.mails) == before
    state = EmailState.SENT if before else EmailState.FAILED
    assert mail.state == state


def test_a_claimed_mail_is_anothers_for_as_long_as_its_lease(mail):
    OutgoingEmail.objects.claim(mail.pk, timedelta(minutes=1))
    assert mail.pk not in OutgoingEmail.objects.due().values_list("pk", flat=True)
    OutgoingEmail.objects.filter(pk=mail.pk).update(
        next_attempt_at=from_now(giving_up.AT_ONCE)
    )
    assert mail.pk in OutgoingEmail.objects.due().values_list("pk", flat=True)


def test_a_poisoned_mail_does_not_stop_the_others(mail, mail_to_sink):
    OutgoingEmail.objects.filter(pk=mail.pk).update(subject="a\nBcc: x@evil.example")
    copy = OutgoingEmail.objects.exclude(pk=mail.pk).get()
    assert send(mail) is SendOutcome.NEVER
    assert send(copy) is SendOutcome.SENT
    assert mail_to_sink.recipients == ["lena@families.example"]
