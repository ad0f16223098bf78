"""One month of a study in numbers: pure counting over rows without a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from contacts.console.figures import SMALL, UNANSWERED, count_told

# Nobody waits longer than this: the goal is none.
SILENCE = timedelta(days=14)
JOINED = "JOINED"
# Who is behind these was owed no answer.
OWED_NOTHING = frozenset({"MISDIRECTED", "WITHDRAWN", "DUPLICATE"})
Told = list[tuple[str, int | None]]


@dataclass(frozen=True)
class MonthRow:
    """One enquiry, without a person; `promised_at` is its first promise."""

    created_at: datetime
    promised_at: datetime
    first_answered_at: datetime | None
    closed_at: datetime | None
    outcome: str
    misfit_reasons: list[str]
    language: str


@dataclass(frozen=True)
class MonthFigures:
    """What a page says of a month. None is a number that is not told."""

    asked: int
    # Of whom an answer was due, and who had it in time.
    due: int
    kept: int
    median_hours: float | None
    silent: int
    failures: int
    outcomes: Told
    misfits: Told
    languages: Told
    # From the self-check to taking part, in this order: `STEPS`.
    way: tuple[int | None, int, int, int | None]


def count_month(rows: Iterable[MonthRow], may_fit: int, now: datetime) -> MonthFigures:
    """Count a month; `may_fit` are self-checks that ended with "may fit" in it."""
    rows = list(rows)
    answered = [row for row in rows if row.first_answered_at]
    due = [row for row in rows if came_due(row, now)]
    hours = [waited(row, now) / timedelta(hours=1) for row in answered]
    ends = [row.outcome for row in rows if row.outcome and row.outcome != UNANSWERED]
    outcomes = count_from_five(ends)
    misfits = [reason for row in rows for reason in row.misfit_reasons]
    return MonthFigures(
        asked=len(rows),
        due=len(due),
        kept=sum(is_kept(row) for row in due),
        median_hours=median(hours) if hours else None,
        silent=sum(is_silent(row, now) for row in rows),
        failures=sum(row.outcome == UNANSWERED for row in rows),
        outcomes=outcomes,
        misfits=count_from_five(misfits),
        languages=count_from_five([row.language for row in rows]),
        way=(few(may_fit), len(rows), len(answered), count_joined(ends, outcomes)),
    )


def count_from_five(codes: Sequence[str]) -> Told:
    """Count codes; of fewer than `SMALL` people not even which there are is told."""
    return count_told(codes) if len(codes) >= SMALL else []


def few(count: int) -> int | None:
    """Return a count that stands alone; None for one that would point at people."""
    return None if 0 < count < SMALL else count


def count_joined(ends: Sequence[str], outcomes: Told) -> int | None:
    """Return how many take part, only where the list of ends tells it as well."""
    return dict(outcomes).get(JOINED) if JOINED in ends else 0


def came_due(row: MonthRow, now: datetime) -> bool:
    """Whether the promise has come due, or was kept already."""
    if row.first_answered_at:
        return True
    return row.outcome not in OWED_NOTHING and row.promised_at <= now


def is_kept(row: MonthRow) -> bool:
    """Whether the family had its answer by the promised moment."""
    at = row.first_answered_at
    return at is not None and at <= row.promised_at


def waited(row: MonthRow, now: datetime) -> timedelta:
    """Return how long a family waited for its first answer, or has waited so far."""
    return (row.first_answered_at or row.closed_at or now) - row.created_at


def is_silent(row: MonthRow, now: datetime) -> bool:
    """Whether two weeks went by without an answer that was owed."""
    return row.outcome not in OWED_NOTHING and waited(row, now) > SILENCE
