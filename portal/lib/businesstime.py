"""Working days and office hours: local clocks, public holidays, a team's own days."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

import holidays
from babel.core import get_global

WEEKDAYS = frozenset({0, 1, 2, 3, 4})
# A calendar without one working day in a year is a mistake; nobody waits for ever.
LONGEST = 366


@lru_cache(maxsize=256)
def public_holidays(country: str) -> holidays.HolidayBase:
    """Return the country's public holidays; none for a country nobody has listed."""
    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        return holidays.HolidayBase()


@dataclass(frozen=True)
class Office:
    """When somebody works: a zone, hours, weekdays (Monday is 0), free days."""

    zone: str = "UTC"
    country: str = ""
    opens: time = time(9)
    closes: time = time(17)
    weekdays: frozenset[int] = WEEKDAYS
    free: frozenset[date] = field(default_factory=frozenset)

    def is_working(self, day: date) -> bool:
        """Whether anybody is there on that day."""
        return (
            day.weekday() in self.weekdays
            and day not in self.free
            and day not in public_holidays(self.country)
        )

    def working_day(self, day: date) -> date:
        """Return the day itself, or the next on which anybody is there."""
        for ahead in range(LONGEST):
            if self.is_working(found := day + timedelta(days=ahead)):
                return found
        return day

    def add_days(self, day: date, count: int) -> date:
        """Return the working day that is `count` working days after `day`."""
        for _ in range(count):
            day = self.working_day(day + timedelta(days=1))
        return day

    def first_day(self, moment: datetime) -> date:
        """Return the day on which work on it can begin."""
        local = moment.astimezone(ZoneInfo(self.zone))
        late = self.is_working(local.date()) and local.time() >= self.closes
        return self.working_day(local.date() + timedelta(days=int(late)))

    def opening(self, day: date) -> datetime:
        """Return the moment at which the day begins."""
        return datetime.combine(day, self.opens, ZoneInfo(self.zone))

    def closing(self, day: date) -> datetime:
        """Return the moment at which the day ends."""
        return datetime.combine(day, self.closes, ZoneInfo(self.zone))


# Countries that live by one clock although the sun has several.
ONE_CLOCK = {"CN": "Asia/Shanghai", "IN": "Asia/Kolkata"}


@lru_cache(maxsize=512)
def likely_zone(country: str, longitude: float | None = None) -> str:
    """Return the time zone of a country; of several, the nearest by the sun.

    Unicode CLDR names the zones of a country; 15 degrees are an hour. A team can
    always say its own.
    """
    zones = get_global("territory_zones").get(country, [])
    there: list[str] = [zone for zone in zones if zone in available_timezones()]
    if country in ONE_CLOCK:
        return ONE_CLOCK[country]
    if not there:
        return "UTC"
    if longitude is None:
        return there[0]
    return min(there, key=lambda zone: abs(winter_hours(zone) - longitude / 15))


def winter_hours(zone: str) -> float:
    """Return the zone's hours before UTC in January."""
    offset = datetime(2026, 1, 15, tzinfo=ZoneInfo(zone)).utcoffset()
    return offset.total_seconds() / 3600 if offset else 0.0
