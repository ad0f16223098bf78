"""Days of a registry, which are often only months, and months counted from them."""

from calendar import monthrange
from datetime import date


def first_and_last(text: str) -> tuple[date, date] | None:
    """Return the first and the last day that "2026", "2026-02" or a day may mean."""
    try:
        parts = [int(part) for part in text.split("-")]
        year, month = parts[0], parts[1] if len(parts) > 1 else 0
        if len(parts) == 3:
            return date(*parts), date(*parts)
        low, high = month or 1, month or 12
        return date(year, low, 1), date(year, high, monthrange(year, high)[1])
    except (ValueError, TypeError):
        return None


def last_day(text: str) -> date | None:
    """Return the last day that a registry's date may mean; None for no date."""
    found = first_and_last(text)
    return found[1] if found else None


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or the last of a shorter one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
