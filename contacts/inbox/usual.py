"""Within how many working days a team usually answers. Pure."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

# Fewer answers say nothing, and would tell of single families.
LEAST_ANSWERS = 10
# "Usually": three families of four.
SHARE = 75
# What takes longer than two weeks is no record to be proud of.
LONGEST_DAYS = 10


def usual_days(days: Sequence[int | None]) -> int | None:
    """Return the working days in which three of four were answered.

    None in the list is a family that waited past the promise in vain: it counts as the
    slowest. Nothing is said below ten answers, or where too many waited too long.
    """
    if sum(one is not None for one in days) < LEAST_ANSWERS:
        return None
    ordered = sorted(days, key=lambda one: LONGEST_DAYS + 1 if one is None else one)
    found = ordered[max(0, -(-len(ordered) * SHARE // 100) - 1)]
    if found is None or found > LONGEST_DAYS:
        return None
    return max(1, found)


def working_days_between(
    first: date, last: date, is_working: Callable[[date], bool]
) -> int:
    """Return how many working days after the first one the last one is."""
    ahead = (first + timedelta(days=one + 1) for one in range((last - first).days))
    return sum(map(is_working, ahead))
