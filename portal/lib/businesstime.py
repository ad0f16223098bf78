"""Working days, by the public holidays of a country."""

from datetime import date, timedelta
from functools import lru_cache

import holidays


@lru_cache(maxsize=256)
def public_holidays(country: str) -> holidays.HolidayBase:
    """Return the country's public holidays; none for a country nobody has listed."""
    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        return holidays.HolidayBase()


def add_working_days(start: date, days: int, country: str) -> date:
    """Return the day on which `days` working days have passed after `start`.

    Saturday and Sunday count as free everywhere; a country whose week differs gets
    a later date than needed, never an earlier one.
    """
    free = public_holidays(country)
    day = start
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in free:
            days -= 1
    return day
