"""Finding whom to tell of what. Safe to run twice, to kill, and to run in pairs.

Each step is one transaction: news are marked as matched in the very transaction that
queues their alerts, and the ledger takes a household and a study once.
"""

from datetime import datetime, time, timedelta
from math import inf
from time import monotonic

from django.db import transaction
from django.db.models import F

from contacts.alerts.models.matching import queue_ages, queue_news
from contacts.models import AlertTurn
from trials.importing.actions.news import gather_news
from trials.models import StudyNews, WatchedStudy

# How many news one transaction holds: short enough for SQLite's other writers.
CHUNK = 20
# A process that dies keeps the others waiting so long.
LEASE = timedelta(seconds=15)
MONDAY, WEEKLY_HOUR = 0, 8


def queue_alerts(*, now: datetime, seconds: float = inf) -> int:
    """Queue an alert for everybody who wants to hear of what is new; return how many.

    A second process that comes at the same moment does nothing. The desk can stop it
    between two chunks; what is left then, or after `seconds`, is found the next time.
    """
    end = monotonic() + seconds
    turns = AlertTurn.objects
    if not turns.take(AlertTurn.MATCHING, LEASE):
        return 0
    gather(now)
    queued = 0
    for step in (grow_up, match_next):
        while monotonic() < end and (found := step(now)) is not None:
            queued += found
            if not turns.keep(AlertTurn.MATCHING, LEASE):
                return queued
    turns.filter(name=AlertTurn.MATCHING).update(run_at=now)
    turns.give_back(AlertTurn.MATCHING)
    return queued


@transaction.atomic
def gather(now: datetime) -> None:
    """Look for news; the row's lock keeps a second process from doing so too."""
    AlertTurn.objects.select_for_update().get(name=AlertTurn.MATCHING)
    gather_news(now=now)


def match_next(now: datetime) -> int | None:
    """Queue what comes of the next news; None where none wait."""
    ids = waiting_news()
    return match(ids, now) if ids else None


def waiting_news() -> list[int]:
    """Return the next news that nobody has been found for."""
    waiting = StudyNews.objects.filter(matched_at=None).order_by("pk")
    return list(waiting.values_list("pk", flat=True)[:CHUNK])


@transaction.atomic
def match(ids: list[int], now: datetime) -> int:
    """Queue what comes of some news, and mark them, both or neither."""
    queued = queue_news(ids, now, next_week(now))
    StudyNews.objects.filter(pk__in=ids).update(matched_at=now)
    count(queued)
    return queued


@transaction.atomic
def next_of_age(after: int) -> list[int]:
    """Return the next studies that somebody can grow into."""
    rows = WatchedStudy.objects.filter(study__gt=after, youngest_months__gt=0)
    return list(rows.order_by("study").values_list("study", flat=True)[:CHUNK])


def grow_up(now: datetime) -> int | None:
    """Once a day, queue what comes of birthdays, some studies at a time.

    The turn remembers how far it came. None: done for this day.
    """
    turn = AlertTurn.objects.get(name=AlertTurn.MATCHING)
    if turn.aged_on == now.date():
        return None
    ids = next_of_age(turn.aged_through)
    queued = queue_ages(ids, now, next_week(now)) if ids else 0
    turn.aged_through = ids[-1] if ids else 0
    turn.aged_on = turn.aged_on if ids else now.date()
    turn.save(update_fields=["aged_through", "aged_on"])
    count(queued)
    return queued


def count(queued: int) -> None:
    """Add to what the desk sees."""
    turn = AlertTurn.objects.filter(name=AlertTurn.MATCHING)
    turn.update(found=F("found") + queued)


def next_week(now: datetime) -> datetime:
    """Return when the next weekly mails go out: Monday morning."""
    days = (MONDAY - now.weekday()) % 7
    monday = datetime.combine(
        now.date() + timedelta(days=days), time(WEEKLY_HOUR), tzinfo=now.tzinfo
    )
    return monday if monday > now else monday + timedelta(days=7)
