"""How well families are answered: pure counting over rows of times and codes.

Nothing here knows a name. Counts of people below `SMALL` are not told, nor what they
could be worked out from.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from contacts.console.weeks import WEEKS, Row, Week, answer_hours, by_week, percentile

SMALL = 5
UNANSWERED = "UNANSWERED"
# Days up to which somebody has waited; beyond the last is one more group.
AGES = (1, 3, 7, 14, 30)


@dataclass(frozen=True)
class Waiting:
    """Families that wait: up to each of `AGES` days and longer, and the longest."""

    ages: list[int]
    oldest: datetime | None

    @classmethod
    def counted(cls, times: Collection[datetime], now: datetime) -> "Waiting":
        """Count them by since when each waits."""
        return cls(by_age(times, now), min(times, default=None))

    def __add__(self, other: "Waiting") -> "Waiting":
        oldest = [one for one in (self.oldest, other.oldest) if one]
        ages = [one + more for one, more in zip(self.ages, other.ages, strict=True)]
        return Waiting(ages, min(oldest, default=None))


@dataclass(frozen=True)
class Figures:
    """All that a dashboard shows."""

    received: int
    waiting: int
    # Ended without any answer; a failure is told however few there are.
    failures: int
    oldest_waiting: datetime | None
    ages: list[int]
    median_hours: float | None
    slow_hours: float | None
    weeks: list[Week]
    outcomes: list[tuple[str, int | None]]
    misfits: list[tuple[str, int | None]]

    @property
    def silent(self) -> int:
        """How many have waited longer than two weeks; the goal is nobody."""
        return sum(self.ages[AGES.index(14) + 1 :])


def figures(rows: Iterable[Row], waiting: Waiting, now: datetime) -> Figures:
    """Count the enquiries of the last `WEEKS` weeks, beside all that wait."""
    rows = list(rows)
    hours = answer_hours(rows)
    return Figures(
        received=len(rows),
        waiting=sum(waiting.ages),
        failures=sum(is_failure(row) for row in rows),
        oldest_waiting=waiting.oldest,
        ages=waiting.ages,
        median_hours=median(hours) if hours else None,
        slow_hours=percentile(hours, 90),
        weeks=by_week(rows, now),
        outcomes=count_told(
            row.outcome for row in rows if row.outcome and not is_failure(row)
        ),
        misfits=count_told(reason for row in rows for reason in row.misfit_reasons),
    )


def is_failure(row: Row) -> bool:
    """Whether an enquiry ended because nobody answered; this counts no person."""
    return row.outcome == UNANSWERED


def count_told(codes: Iterable[str]) -> list[tuple[str, int | None]]:
    """Count codes, the most frequent first; None for what is not told.

    Whoever knows the sum could work out a single small count, so as many others are
    withheld with it until at least two are, and `SMALL` people behind them.
    """
    counts = Counter(codes)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    hidden = withheld(ordered)
    return [(code, None if code in hidden else count) for code, count in ordered]


def withheld(ordered: list[tuple[str, int]]) -> list[str]:
    """Return the codes whose counts are not told; the most frequent stand first."""
    counts = dict(ordered)
    hidden = [code for code, count in ordered if count < SMALL]
    for code, count in reversed(ordered):
        people = sum(counts[one] for one in hidden)
        if not hidden or (len(hidden) > 1 and people >= SMALL):
            break
        if count >= SMALL:
            hidden.append(code)
    return hidden


def by_age(waiting: Iterable[datetime], now: datetime) -> list[int]:
    """Count who waits up to each of `AGES` days, and longer than the last."""
    found = [0] * (len(AGES) + 1)
    bounds = [timedelta(days=age) for age in AGES]
    for since_when in waiting:
        found[bisect_left(bounds, now - since_when)] += 1
    return found


def since(now: datetime) -> datetime:
    """Return from when on enquiries count."""
    return now - timedelta(weeks=WEEKS)
