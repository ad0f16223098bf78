"""What is due, in words: "today", "in 3 working days", "2 days late". Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.lib.businesstime import Office

NOW, TODAY, WEEK = "now", "today", "week"
LATER, FAMILY, OVER = "later", "family", "over"


@dataclass(frozen=True)
class Due:
    """By when somebody has to answer: how it is said, and under which heading."""

    words: str
    group: str
    is_late: bool = False


def due(day: date, at: datetime, now: datetime, office: Office) -> Due:
    """Return what a promise is worth now; `day` is on the clock of the team's wall."""
    today = now.astimezone(ZoneInfo(office.zone)).date()
    late = (today - day).days
    if late > 0:
        words = ngettext("%(days)d day late", "%(days)d days late", late)
        return Due(words % {"days": late}, NOW, is_late=True)
    if at <= now:
        return Due(_("late since today"), NOW, is_late=True)
    if late == 0:
        return Due(_("today"), TODAY)
    week = office.working_day(today)
    return Due(days_ahead(today, day, office), group_of_day(week, day))


def group_of_day(today: date, day: date) -> str:
    """Return whether a day lies in this working week; at its end, in the next."""
    sunday = today + timedelta(days=6 - today.weekday())
    return WEEK if day <= sunday else LATER


def days_ahead(today: date, day: date, office: Office) -> str:
    """Return how far a day is, in the team's working days."""
    if day == today + timedelta(days=1):
        return _("tomorrow")
    ahead = [today + timedelta(days=one + 1) for one in range((day - today).days)]
    many = sum(office.is_working(one) for one in ahead) or 1
    words = ngettext("in %(days)d working day", "in %(days)d working days", many)
    return words % {"days": many}
