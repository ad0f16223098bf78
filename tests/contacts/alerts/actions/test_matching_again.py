"""Looking for news again: changed wishes, weeks, a halt, two processes at once."""

from datetime import UTC, datetime, timedelta

import pytest

from contacts.alerts.actions.changing import change
from contacts.alerts.actions.halting import halt, resume
from contacts.alerts.actions.matching import next_week, queue_alerts
from contacts.models import Alert, AlertTurn, Pace
from tests.alerts import (
    SOON,
    queued,
    study,
    subscriber,
    wishes,
)
from tests.contacts.alerts.actions.test_matching import NEXT
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_changed_wishes_count_from_then_on():
    subscription = subscriber(conditions=("Asthma",))
    study()
    assert queued() == 0
    new = wishes(conditions=("Lupus",), pace=Pace.WEEKLY)
    change(subscription=subscription, wishes=new, now=SOON)
    assert queued() == 0
    study()
    assert queued(NEXT) == 1
    assert Alert.objects.get().due_at == datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_weeks_end_on_monday_morning():
    monday = datetime(2026, 11, 30, 8, tzinfo=UTC)
    assert next_week(datetime(2026, 11, 24, tzinfo=UTC)) == monday
    assert next_week(datetime(2026, 11, 30, 7, tzinfo=UTC)) == monday
    assert next_week(monday) == monday + timedelta(days=7)


def test_the_desk_can_stop_it_and_nothing_is_lost():
    subscriber()
    study()
    halt(now=NOW, by="user:1")
    assert queued() == 0
    resume(now=NOW, by="user:1")
    assert queued() == 1


def test_a_second_process_does_nothing_meanwhile():
    subscriber()
    study()
    assert AlertTurn.objects.take(AlertTurn.MATCHING, timedelta(minutes=1))
    assert queued() == 0
    AlertTurn.objects.give_back(AlertTurn.MATCHING)
    assert queued() == 1


def test_after_its_time_it_goes_on_later():
    subscriber()
    for _ in range(25):
        study()

    assert queue_alerts(now=SOON, seconds=0) == 0
    assert queued() == 25
