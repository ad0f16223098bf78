"""How fast alerts leave, over which line, and how the desk halts them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from contacts.alerts.actions.halting import halt, resume
from contacts.alerts.actions.mailing.composing import compose_mails
from contacts.alerts.actions.mailing.sending import send_bulk
from contacts.mail.delivery import deliver
from contacts.models import (
    OutgoingEmail,
)
from portal.health.sending import overdue
from tests.alerts import SOON, queued, study, subscriber
from tests.contacts.alerts.actions.mailing.test_sending import mails, sent
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_desk_halts_the_sending_between_two_mails(mail_to_sink):
    subscriber()
    study()
    queued()
    compose_mails(now=SOON, limit=9)
    halt(now=NOW, by="user:1")
    assert sent() == 0
    OutgoingEmail.objects.update(next_attempt_at=NOW - timedelta(days=1))
    assert overdue() == 0
    resume(now=NOW, by="user:1")
    assert overdue() == 1
    assert sent() == 1


def test_the_rate_is_kept(mail_to_sink, settings):
    settings.BULK_PER_SECOND = 2
    for _ in range(5):
        subscriber()
    study()
    queued()
    assert send_bulk(now=SOON, by="worker", seconds=1) == 2


def test_all_go_over_one_line(mail_to_sink):
    for _ in range(4):
        subscriber()
    study()
    queued()
    assert sent() == 4
    assert len(mail_to_sink.peers) == 1


def test_a_line_that_breaks_is_opened_again(mail_to_sink):
    for _ in range(3):
        subscriber()
    study()
    queued()
    mail_to_sink.mode = "drop"
    sent()
    assert mail_to_sink.mails == []
    mail_to_sink.mode = "accept"
    OutgoingEmail.objects.update(
        next_attempt_at=timezone.now() - timedelta(seconds=5), offered_until=None
    )
    assert sent() == 3
    assert len(mail_to_sink.mails) == 3


def test_a_claim_is_needed_as_for_every_mail(mail_to_sink):
    subscriber()
    study()
    queued()
    compose_mails(now=SOON, limit=9)
    pk = mails()[0].pk
    assert deliver(pk=pk, now=SOON, by="other")
    assert sent() == 0
    assert len(mail_to_sink.mails) == 1
