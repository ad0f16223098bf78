"""How well families are answered: pure counting over rows of times and codes.

Nothing here knows a name. Counts of people below `SMALL` are not told, nor what they
could be worked out from.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

SMALL = 5
WEEKS = 12
# Days up to which somebody has waited; beyond the last is one more group.
AGES = (1, 3, 7, 14, 30)


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


@dataclass(frozen=True)
class Figures:
    """All that a dashboard shows."""

    received: int
    waiting: int
    oldest_waiting: datetime | None
    ages: list[int]
    median_hours: float | None
    slow_hours: float | None
    weeks: list[Week]
    outcomes: list[tuple[str, int | None]]
    misfits: list[tuple[str, int | None]]


def figures(rows: Iterable[Row], waiting: Sequence[datetime], now: datetime) -> Figures:
    """Count the enquiries of the last `WEEKS` weeks, and all that wait however long.

    `waiting` holds since when each of the latter waits.
    """
    rows = list(rows)
    hours = answer_hours(rows)
    return Figures(
        received=len(rows),
        waiting=len(waiting),
        oldest_waiting=min(waiting, default=None),
        ages=by_age(waiting, now),
        median_hours=median(hours) if hours else None,
        slow_hours=percentile(hours, 90),
        weeks=by_week(rows, now),
        outcomes=count_told(row.outcome for row in rows if row.outcome),
        misfits=count_told(reason for row in rows for reason in row.misfit_reasons),
    )


def count_told(codes: Iterable[str]) -> list[tuple[str, int | None]]:
    """Count codes, the most frequent first; None for what is not told.

    Whoever knows the sum could work out a single small count, so as many others are
    withheld with it until at least two are, and `SMALL` people behind them.
    """
    counts = Counter(codes)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    hidden = [code for code, count in ordered if count < SMALL]
    for code, count in reversed(ordered):
        people = sum(counts[one] for one in hidden)
        if not hidden or (len(hidden) > 1 and people >= SMALL):
            break
        if count >= SMALL:
            hidden.append(code)
    return [(code, None if code in hidden else count) for code, count in ordered]


def by_age(waiting: Iterable[datetime], now: datetime) -> list[int]:
    """Count who waits up to each of `AGES` days, and longer than the last."""
    found = [0] * (len(AGES) + 1)
    for since_when in waiting:
        days = (now - since_when) / timedelta(days=1)
        found[sum(days > age for age in AGES)] += 1
    return found


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


def since(now: datetime) -> datetime:
    """Return from when on enquiries count."""
    return now - timedelta(weeks=WEEKS)
