"""Time that decides over people: the database's, and only while nothing contradicts it.

A clock that was 400 days ahead for one round reminded 200 teams; it would have erased
as well.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.conf import settings
from django.utils import timezone

from portal.alarms.kinds import AlarmKind
from portal.alarms.sounding import settle, sound
from portal.database.clock import database_now
from portal.jobs.elapsed import machine_run, uptime
from portal.jobs.judging import ClockReading, Noted, doubt
from portal.jobs.models import ClockNote

log = logging.getLogger(__name__)

# So often what was believed is written down anew.
NOTE_SECONDS = 60


def read_clocks() -> ClockReading:
    """Look at both clocks, and at the time that passed."""
    return ClockReading(database_now(), timezone.now(), uptime())


def noted_before() -> ClockNote | None:
    """Return what was believed last in this run of this machine."""
    return ClockNote.objects.filter(machine=machine_run()).first()


def judge(reading: ClockReading, note: ClockNote | None) -> str:
    """Return why the time may not be true; "" where nothing speaks against it."""
    noted = Noted(note.noted_at, note.uptime, note.doubted_at) if note else None
    return doubt(reading, noted, settings.CLOCK_PATIENCE_SECONDS)


def sure_time() -> datetime | None:
    """Return the database's time, or None where it may not decide; that is an alarm."""
    reading, note = read_clocks(), noted_before()
    why = judge(reading, note)
    if why:
        log.error("this round is left out, the time is in doubt: %s", why)
        sound(AlarmKind.CLOCK, why=why)
        doubt_from(note, reading)
        return None
    if note is None or note.doubted_at or reading.uptime - note.uptime > NOTE_SECONDS:
        believe(reading)
        settle(AlarmKind.CLOCK)
    return reading.database


def doubt_from(note: ClockNote | None, reading: ClockReading) -> None:
    """Remember since when there has been a doubt."""
    if note and note.doubted_at is None:
        ClockNote.objects.filter(pk=note.pk).update(doubted_at=reading.uptime)


def believe(reading: ClockReading) -> None:
    """Note a moment that later ones are measured by."""
    ClockNote.objects.update_or_create(
        machine=machine_run(),
        defaults={
            "noted_at": reading.database,
            "uptime": reading.uptime,
            "doubted_at": None,
        },
    )


def in_sure_time(job: Callable[[datetime], None]) -> Callable[[], None]:
    """Give a job the database's time; where that is in doubt, leave its round out."""

    @wraps(job)
    def when_sure() -> None:
        now = sure_time()
        if now is not None:
            job(now)

    return when_sure
