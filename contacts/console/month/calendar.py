"""Months as people choose them. Pure."""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_skeleton

from portal.lib.cldr import locale

# What is older has mostly been erased.
CHOICES = 24


@dataclass(frozen=True, order=True)
class Month:
    """A month of the calendar."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"

    @property
    def first(self) -> date:
        """Return its first day."""
        return date(self.year, self.number, 1)

    def on(self, months: int) -> "Month":
        """Return the month so many later, or earlier."""
        years, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(years, number + 1)

    def named(self, language: str) -> str:
        """Return it in words, as "October 2026"."""
        return str(format_skeleton("yMMMM", self.first, locale=locale(language)))


def month_of(day: date) -> Month:
    """Return the month of a day."""
    return Month(day.year, day.month)


def recent_months(today: date) -> list[Month]:
    """Return the months that may be chosen, this one first."""
    return [month_of(today).on(-ago) for ago in range(CHOICES)]
