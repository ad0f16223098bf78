"""How many enquiries came and were answered, week by week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

WEEKS = 12


@dataclass(frozen=True)
class Row:
    """One enquiry, without a person."""

    created_at: datetime
    first_answered_at: datetime | None
    state: str
    outcome: str
    misfit_reasons: list[str]


@dataclass(frozen=True)
class Week:
    """What came in during one week, and how fast it was answered; hours."""

    monday: date
    received: int
    answered: int
    median_hours: float | None
    slow_hours: float | None


def answer_hours(rows: Iterable[Row]) -> list[float]:
    """Return the hours to the first answer of all that were answered."""
    return sorted(
        (row.first_answered_at - row.created_at).total_seconds() / 3600
        for row in rows
        if row.first_answered_at
    )


def percentile(ordered: list[float], share: int) -> float | None:
    """Return the smallest value that `share` % do not exceed (nearest rank)."""
    if not ordered:
        return None
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def by_week(rows: Iterable[Row], now: datetime) -> list[Week]:
    """Return the weeks, the oldest first; empty ones too."""
    this = monday(now.date())
    mondays = [this - timedelta(weeks=ago) for ago in reversed(range(WEEKS))]
    there: dict[date, list[Row]] = {day: [] for day in mondays}
    for row in rows:
        there.get(monday(row.created_at.date()), []).append(row)
    return [week(day, there[day]) for day in mondays]


def week(day: date, rows: list[Row]) -> Week:
    """Return one week's figures."""
    hours = answer_hours(rows)
    middle = median(hours) if hours else None
    return Week(day, len(rows), len(hours), middle, percentile(hours, 90))


def monday(day: date) -> date:
    """Return the first day of its week."""
    return day - timedelta(days=day.weekday())
