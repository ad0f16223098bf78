"""Alerts leave no faster than the rate, and never keep a worker longer than meant."""

from datetime import timedelta

import pytest
from django.utils import timezone

from contacts.alerts.actions import matching
from contacts.alerts.actions.mailing import sending
from contacts.alerts.actions.mailing.sending import send_bulk
from contacts.mail.transport import Line
from contacts.models import AlertTurn, OutgoingEmail
from tests.alerts import SOON, queued, study, subscriber
from trials.models import Study

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def _twenty() -> None:
    for _ in range(20):
        subscriber()
    study()
    assert queued() == 20


def sent(seconds: float) -> int:
    return send_bulk(now=SOON, by="worker", seconds=seconds)


@pytest.mark.usefixtures("_twenty", "mail_to_sink")
def test_a_second_scheduler_does_not_double_the_rate(settings):
    settings.BULK_PER_SECOND = 0.1
    assert [sent(20), sent(20)] == [2, 0]
    turn = AlertTurn.objects.get(name=AlertTurn.SENDING)
    assert turn.busy_until <= timezone.now() + timedelta(seconds=20)
    AlertTurn.objects.give_back(AlertTurn.SENDING)
    assert sent(20) == 2


@pytest.mark.usefixtures("_twenty")
def test_a_slow_server_does_not_stretch_the_second(settings, monkeypatch, mail_to_sink):
    """The clock goes on by a tenth of a second with each mail.

    Lines beside each other would look at it at the same time, so there is only one.
    """
    settings.EMAIL_LINES = 1
    monkeypatch.setattr(sending, "kept", sending.KeptSender())
    attempt, clock = Line.attempt, [0.0]

    def slow(line: Line, mail: OutgoingEmail):
        clock[0] += 0.1
        return attempt(line, mail)

    monkeypatch.setattr(Line, "attempt", slow)
    monkeypatch.setattr(sending, "monotonic", lambda: clock[0])
    assert sent(0.45) == 5
    assert len(mail_to_sink.mails) == 5
    # What was not sent waits for nothing but the next turn.
    assert not OutgoingEmail.objects.at_rest().filter(offered_until__isnull=False)
    assert sent(0.45) == 5


def test_birthdays_are_looked_at_in_pieces_and_each_day_once(monkeypatch):
    monkeypatch.setattr(matching, "CHUNK", 2)
    december = SOON + timedelta(days=10)
    subscriber(birth_year=2014, birth_month=12)
    for _ in range(5):
        study(minimum_age="12 Years")
    queued()
    turn = AlertTurn.objects.filter(name=AlertTurn.MATCHING)
    assert matching.grow_up(december) == 2
    assert turn.get().aged_through == Study.objects.order_by("pk")[1].pk
    # Killed here: another process goes on where it was, not at the beginning.
    assert queued(december) == 3
    assert turn.get().aged_on == december.date()
    assert matching.grow_up(december) is None
    assert matching.grow_up(december + timedelta(days=1)) == 0
