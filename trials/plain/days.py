"""A record's days in words, no more precise than the record."""

import calendar
from datetime import date

from babel.dates import format_date, format_skeleton

from portal.lib.cldr import locale
from trials.plain.names import language_now

DAY, MONTH = "day", "month"


def precision(text: str) -> str:
    """Return whether a date names a day or only a month (or a year)."""
    return DAY if text.count("-") == 2 else MONTH


def in_words(text: str) -> str:
    """Return a date in the visitor's language."""
    parts = [int(part) for part in text.split("-") if part.isdigit()]
    if len(parts) == 3:
        year, month, day = parts
        exact = date(year, month, day)
        return str(format_date(exact, "long", locale(language_now())))
    if len(parts) == 2:
        first = date(parts[0], parts[1], 1)
        return str(format_skeleton("yMMMM", first, locale=locale(language_now())))
    return text


def last_day(text: str) -> date | None:
    """Return the last day that a date can mean; None for what is no date."""
    parts = [int(part) for part in text.split("-") if part.isdigit()]
    if len(parts) == 3:
        year, month, day = parts
        return date(year, month, day)
    if len(parts) == 2:
        year, month = parts
        return date(year, month, calendar.monthrange(year, month)[1])
    return date(parts[0], 12, 31) if parts else None


def is_past(text: str, today: date) -> bool:
    """Whether a date lies wholly before today."""
    last = last_day(text)
    return last is not None and last < today
