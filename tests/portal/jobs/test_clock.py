"""Time that decides over people: a clock that jumps decides nothing."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from celery import current_app
from django.core.management import CommandError, call_command

from contacts.conversation.actions import promises
from contacts.models import Enquiry, OutgoingEmail
from contacts.tasks import keep_promises
from portal.alarms.kinds import AlarmKind
from portal.alarms.models import Alarm
from portal.celery import JOBS
from portal.database.clock import database_now, from_now
from portal.jobs import clock
from portal.jobs.judging import ClockReading, Noted, doubt
from portal.jobs.models import ClockNote
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
# They remind, tell, close, erase or forget because a day has come.
DECIDING = [
    "mind-calls",
    *("keep-promises", "send-digests", "answer-requests", "queue-alerts", "ask-teams"),
    *("tell-watchers", "tidy-subscriptions", "purge-leftovers", "purge-notes"),
    *("purge-audit", "forget-allowances", "rehearse"),
]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def reading(
    later: timedelta, passed: float, apart: timedelta = timedelta()
) -> ClockReading:
    return ClockReading(NOW + later, NOW + later + apart, 1000.0 + passed)


@pytest.mark.parametrize(
    ("now", "noted", "why"),
    [
        (reading(HOUR, 3600), Noted(NOW, 1000), ""),
        (reading(timedelta(), 0), None, ""),
        (reading(timedelta(), 0, 50 * timedelta(minutes=1)), None, ""),
        (reading(timedelta(), 0, 2 * HOUR), None, "clocks_apart"),
        (reading(timedelta(), 0, -2 * HOUR), None, "clocks_apart"),
        # Both jumped together: the machine's own counter knows better.
        (reading(400 * DAY, 30), Noted(NOW, 1000), "time_jumped"),
        (reading(-400 * DAY, 30), Noted(NOW, 1000), "time_jumped"),
        # An ordinary stop in the same run of the machine: as much time passed.
        (reading(20 * DAY, 20 * 86400), Noted(NOW, 1000), ""),
        # The counter began anew: a container that was started again.
        (reading(20 * DAY, -900), Noted(NOW, 1000), ""),
        # A machine that was moved or slept is believed after a while …
        (reading(5 * HOUR, 30), Noted(NOW, 1000), "time_jumped"),
        (reading(6 * HOUR, 3600), Noted(NOW, 1000, 1030), "time_jumped"),
        (reading(6 * HOUR, 3700), Noted(NOW, 1000, 1000), ""),
        # … but never a jump of days.
        (reading(400 * DAY, 90_000), Noted(NOW, 1000, 1000), "time_jumped"),
    ],
)
def test_what_contradicts_the_time(now, noted, why):
    assert doubt(now, noted, patience=3650) == why


def deeds() -> list:
    """Return what the portal would change by itself: next steps, and mails."""
    steps = Enquiry.objects.order_by("pk").values_list("next_action", "next_action_at")
    return [*steps, OutgoingEmail.objects.count()]


def waiting_families() -> None:
    """Ten enquiries of today: nothing is due."""
    site = factories.site_with_contact()
    for _ in range(10):
        factories.accepted(site, now=database_now())


def test_a_clock_400_days_ahead_touches_nobody():
    waiting_families()
    keep_promises()
    before = deeds()
    with time_machine.travel(database_now() + 400 * DAY, tick=True):
        keep_promises()
    assert deeds() == before
    alarm = Alarm.objects.standing().get()
    assert (alarm.kind, alarm.detail) == (AlarmKind.CLOCK, {"why": "clocks_apart"})


def test_a_round_that_believed_it_would_touch_all():
    """The control: the same moment, believed, touches all ten."""
    waiting_families()
    before = deeds()
    then = database_now() + 400 * DAY
    assert promises.keep_promises(now=then, by="worker") == 10
    assert deeds() != before


def test_both_clocks_400_days_ahead_touch_nobody(monkeypatch):
    waiting_families()
    keep_promises()
    before = deeds()
    then = database_now() + 400 * DAY
    ahead = ClockReading(then, then, clock.uptime() + 30)
    monkeypatch.setattr(clock, "read_clocks", lambda: ahead)
    keep_promises()
    assert deeds() == before
    assert Alarm.objects.standing().get().detail == {"why": "time_jumped"}


@pytest.mark.parametrize("name", DECIDING)
def test_each_job_that_decides_over_people_is_left_out(
    name, monkeypatch, django_assert_num_queries
):
    current_app.loader.import_default_modules()
    monkeypatch.setattr(clock, "sure_time", lambda: None)
    with django_assert_num_queries(0):
        current_app.tasks[JOBS[name].task].apply(throw=True)


def test_work_goes_on_by_itself_when_the_clock_is_right_again(settings):
    settings.ALARM_QUIET_SECONDS = 0
    keep_promises()
    with time_machine.travel(database_now() + 400 * DAY, tick=True):
        keep_promises()
    ClockNote.objects.update(
        uptime=clock.uptime() - 61, noted_at=from_now(-timedelta(seconds=61))
    )
    assert clock.sure_time()
    assert not Alarm.objects.standing().exists()


def test_after_an_ordinary_stop_work_goes_on():
    """The machine was off: another run of it, of which nothing is noted."""
    keep_promises()
    ClockNote.objects.update(machine="the run before", noted_at=NOW - 20 * DAY)
    assert clock.sure_time()
    assert not Alarm.objects.exists()


def test_a_person_can_say_that_the_time_is_right(capsys):
    keep_promises()
    ClockNote.objects.update(noted_at=from_now(-400 * DAY))
    assert clock.sure_time() is None
    call_command("trust_clock")
    assert "The time is" in capsys.readouterr().out
    assert clock.sure_time()
    assert not Alarm.objects.standing().exists()


def test_clocks_that_are_apart_are_not_to_be_trusted():
    with (
        time_machine.travel(database_now() + 2 * HOUR, tick=True),
        pytest.raises(CommandError, match="Set the wrong one right"),
    ):
        call_command("trust_clock")


def test_the_database_tells_its_time_to_the_second():
    assert abs(database_now() - datetime.now(UTC)) < timedelta(seconds=30)
