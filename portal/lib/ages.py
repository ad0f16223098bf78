"""One ruler for ages: what a registry writes ("5 Years"), in days and in months. Pure.

Somebody who told only the month of birth is `n` months old or, before the day of the
month has come, `n - 1`; a limit never shuts out anybody who may be within it.
"""

from decimal import Decimal
from math import ceil, floor

DAYS_OF_YEAR = 365.25
# Days in a registry's units.
UNIT_DAYS = {
    "year": DAYS_OF_YEAR,
    "month": DAYS_OF_YEAR / 12,
    "week": 7,
    "day": 1,
    "hour": 1 / 24,
    "minute": 1 / 1440,
}
# Months of one unit; a limit of hours or minutes lies within the first month.
MONTHS = {"year": 12.0, "month": 1.0, "week": 12 / 52.1775, "day": 12 / DAYS_OF_YEAR}
NO_LIMIT = 12 * 200
# Exact, for answers that are kept as decimals.
DAYS_OF_MONTH = Decimal("365.25") / 12


def read_age(text: str) -> tuple[int, str] | None:
    """Return number and unit ("year") of "5 Years"; None for what is no age."""
    amount, _space, unit = text.partition(" ")
    if not amount.isdecimal() or len(amount) > 5:
        return None
    return int(amount), unit.strip().lower().removesuffix("s")


def age_days(text: str) -> int | None:
    """Return an age in days; None where there is no limit or no known unit."""
    number, unit = read_age(text) or (0, "")
    return int(number * UNIT_DAYS[unit]) if unit in UNIT_DAYS else None


def limit_in_units(text: str) -> tuple[int, str] | None:
    """Return an age in a unit of MONTHS; None where there is no limit."""
    found = read_age(text)
    return found if found is None or found[1] in MONTHS else (0, "day")


def youngest_months(minimum_age: str) -> int:
    """Return how many months of life a person must have completed."""
    found = limit_in_units(minimum_age)
    return floor(found[0] * MONTHS[found[1]] + 0.01) if found else 0


def oldest_months(maximum_age: str) -> int:
    """Return the last completed month of life; "17 Years" lasts until the 18th."""
    found = limit_in_units(maximum_age)
    if found is None:
        return NO_LIMIT
    number, unit = found
    if unit == "year":
        return (number + 1) * 12 - 1
    return ceil(number * MONTHS[unit])


def month_index(year: int, month: int) -> int:
    """Return months as one running number, so that they can be subtracted."""
    return year * 12 + month - 1


def days_of_year_of_life(years: int) -> tuple[int, int]:
    """Return the first and the last day on which somebody is `years` old."""
    return int(years * DAYS_OF_YEAR), int((years + 1) * DAYS_OF_YEAR) - 1


def days_of_months(low: Decimal, high: Decimal) -> tuple[int, int]:
    """Return the first and the last day of life between two ages in months.

    From the first birthday on the first day is a birthday: a trial "up to 17 years"
    takes people to the end of that year.
    """
    if low >= 12:
        low -= low % 12
    return int(low * DAYS_OF_MONTH), int(high * DAYS_OF_MONTH)
