"""The registry's age limits in completed months of life. Pure.

Somebody who told only the month of birth is `n` months old or, before the day of the
month has come, `n - 1`; a limit never shuts out anybody who may be within it.
"""

from math import ceil, floor

# Months of one unit; a limit of days or hours lies within the first month.
MONTHS = {"year": 12.0, "month": 1.0, "week": 12 / 52.1775, "day": 12 / 365.25}
NO_LIMIT = 12 * 200


def limit(text: str) -> tuple[int, str] | None:
    """Return number and unit of "5 Years"; None where there is no limit."""
    amount, _space, unit = text.partition(" ")
    unit = unit.strip().lower().removesuffix("s")
    if not amount.isdecimal() or len(amount) > 5:
        return None
    return (int(amount), unit) if unit in MONTHS else (0, "day")


def youngest_months(minimum_age: str) -> int:
    """Return how many months of life a person must have completed."""
    found = limit(minimum_age)
    return floor(found[0] * MONTHS[found[1]] + 0.01) if found else 0


def oldest_months(maximum_age: str) -> int:
    """Return the last completed month of life; "17 Years" lasts until the 18th."""
    found = limit(maximum_age)
    if found is None:
        return NO_LIMIT
    number, unit = found
    if unit == "year":
        return (number + 1) * 12 - 1
    return ceil(number * MONTHS[unit])


def month_index(year: int, month: int) -> int:
    """Return months as one running number, so that they can be subtracted."""
    return year * 12 + month - 1
