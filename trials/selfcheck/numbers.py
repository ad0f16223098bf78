"""Numbers as people type them, and as ranges: "5 years" is 5 up to 6."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from portal.lib.text import fold_width

# Only these units turn into each other: (base, factor).
UNITS = {
    "a": ("mo", Decimal(12)),
    "mo": ("mo", Decimal(1)),
    "wk": ("d", Decimal(7)),
    "d": ("d", Decimal(1)),
    # The same for any substance. Grams never turn into moles: that differs by what is
    # measured, and one test must not be read as another.
    "g/L": ("mg/L", Decimal(1000)),
    "g/dL": ("mg/L", Decimal(10_000)),
    "mg/dL": ("mg/L", Decimal(10)),
    "mg/L": ("mg/L", Decimal(1)),
    "mmol/L": ("umol/L", Decimal(1000)),
    "umol/L": ("umol/L", Decimal(1)),
    "10*9/L": ("10*6/L", Decimal(1000)),
    "10*6/L": ("10*6/L", Decimal(1)),
    "g/d": ("mg/d", Decimal(1000)),
    "mg/d": ("mg/d", Decimal(1)),
}
PLAIN = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,12})?")
PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True)
class Range:
    """All values that an answer may stand for, in a unit; `high` itself if closed."""

    low: Decimal
    high: Decimal
    unit: str = ""
    is_open: bool = False

    def compared(self, cmp: str, value: Decimal) -> bool | None:
        """Return whether all values satisfy `cmp value`; None where only some do."""
        if cmp == "!=":
            same = self.compared("=", value)
            return None if same is None else not same
        if cmp == "=":
            if self.low == self.high == value:
                return True
            return None if self.reaches(value) and self.low <= value else False
        if cmp in {"<", ">="}:
            below = decided(self.is_below(value), self.low >= value)
            return below if cmp == "<" or below is None else not below
        above = decided(self.low > value, self.high <= value)
        return above if cmp == ">" or above is None else not above

    def is_below(self, value: Decimal) -> bool:
        """Whether every value is smaller."""
        return self.high < value or (self.is_open and self.high <= value)

    def reaches(self, value: Decimal) -> bool:
        """Whether some value is at least so great."""
        return not self.is_below(value)


# A clean answer: one code, several, a number, or the days that a date may mean.
Value = str | list[str] | Range | tuple[date, date]


def decided(all_do: bool, none_does: bool) -> bool | None:
    """Return the verdict of a whole range."""
    if all_do:
        return True
    return False if none_does else None


def read_number(raw: Any) -> Decimal | None:
    """Return a typed number; full-width digits, spaces and "85,5" are read."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        return None
    text = "".join(fold_width(str(raw)).split())
    if not PLAIN.fullmatch(text):
        return None
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None


def converted(value: Decimal, unit: str, target: str) -> Decimal | None:
    """Return a value in another unit; None where they do not turn into each other."""
    if unit == target:
        return value
    base, factor = UNITS.get(unit, ("", Decimal(0)))
    wanted, divisor = UNITS.get(target, (None, Decimal(1)))
    return value * factor / divisor if base == wanted else None


def read_date(raw: Any) -> tuple[date, date] | None:
    """Return the first and last day that "2021", "2021-04" or a day may mean."""
    match = PARTIAL_DATE.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            last = calendar.monthrange(year, month)[1]
            return date(year, month, 1), date(year, month, last)
        return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, calendar.IllegalMonthError):
        return None


def age_in_months(born: date, today: date) -> Decimal:
    """Return completed months and the part of the next; 29 February counts as 28."""
    months = (today.year - born.year) * 12 + today.month - born.month
    due = min(born.day, calendar.monthrange(today.year, today.month)[1])
    if born.day == 29 and born.month == 2:
        due = min(due, 28)
    passed = today.day - due
    if passed < 0:
        return Decimal(months - 1) + Decimal(31 + passed) / 31
    return Decimal(months) + Decimal(passed) / 31


def months_before(today: date, months: int) -> date:
    """Return the same day `months` earlier, the month's last where there is none.

    Before the first day of the calendar it is that day.
    """
    index = today.year * 12 + today.month - 1 - months
    year, month = divmod(index, 12)
    if year < 1:
        return date.min
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(today.day, last))


def days_before(today: date, days: int) -> date:
    """Return the day `days` earlier, at most the first of the calendar."""
    return date.fromordinal(max(1, today.toordinal() - days))
