"""When each kind of alarm begins: a function that says what is wrong, or nothing."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from portal.alarms.kinds import AlarmKind
from portal.health.coming_in import (
    UNREAD,
    backlog,
    is_registry_fresh,
    oldest_unread_age,
)
from portal.health.readiness import broker_answers
from portal.health.room import (
    database_bytes,
    disk_free,
    has_database_room,
    has_disk_room,
)
from portal.health.stuck import failed_lately, waits_in_vain, written_plainly
from portal.health.volume import alerts_missing, enquiries_missing, letters_missing
from portal.health.working import standing_jobs

Detail = dict[str, object]
Condition = Callable[[datetime], Detail | None]


def when(name: str, count: Callable[[], int | None]) -> Condition:
    """Return a condition that is met by any number but 0."""

    def met(_now: datetime) -> Detail | None:
        found = count()
        return {name: found} if found else None

    return met


def jobs_stand(now: datetime) -> Detail | None:
    names = standing_jobs(now)
    return {"jobs": ", ".join(names)} if names else None


def broker_is_away(_now: datetime) -> Detail | None:
    return None if broker_answers() else {"broker": "no answer"}


def room_runs_out(_now: datetime) -> Detail | None:
    if has_disk_room() and has_database_room():
        return None
    return {"free_bytes": disk_free(), "database_bytes": database_bytes()}


def letters_wait(now: datetime) -> Detail | None:
    if oldest_unread_age(now) <= UNREAD.total_seconds():
        return None
    return {"unread": backlog()}


def registry_is_old(now: datetime) -> Detail | None:
    return None if is_registry_fresh(now) else {"days": settings.REGISTRY_DAYS}


CONDITIONS: dict[AlarmKind, Condition] = {
    AlarmKind.OUTBOX: when("mails", waits_in_vain),
    AlarmKind.FAILED: when("mails_in_a_day", failed_lately),
    AlarmKind.WORDS: when("mails_in_a_day", written_plainly),
    AlarmKind.JOBS: jobs_stand,
    AlarmKind.ENQUIRIES: when("days", enquiries_missing),
    AlarmKind.ALERTS: when("days", alerts_missing),
    AlarmKind.LETTERS: when("days", letters_missing),
    AlarmKind.BROKER: broker_is_away,
    AlarmKind.DISK: room_runs_out,
    AlarmKind.INBOUND: letters_wait,
    AlarmKind.REGISTRY: registry_is_old,
}
# These are sounded where they are noticed.
ELSEWHERE = {
    *(AlarmKind.CLOCK, AlarmKind.DATABASE, AlarmKind.REHEARSAL),
    *(AlarmKind.TEXTS, AlarmKind.TEXT_ENDS),
}
