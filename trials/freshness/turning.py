"""The days from which a record is to be doubted: the rule as a database sorts by it."""

from dataclasses import dataclass
from datetime import date, timedelta

from trials.freshness.calendar import last_day, months_later
from trials.freshness.tones import (
    LONG_AGO,
    PAUSED_STATES,
    Known,
    end_day,
    heard_day,
)

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class TurningDays:
    """The first day of each tone; None where it never comes by itself."""

    ask_first_from: date | None
    probably_over_from: date | None


def turning_days(known: Known) -> TurningDays:
    """Return from when a record is doubted, if nothing is heard of it meanwhile."""
    return TurningDays(doubted_from(known), probably_over_from(known))


def doubted_from(known: Known) -> date | None:
    """Return the first day on which one should ask first."""
    has_no_place = known.status == "RECRUITING" and not known.has_open_site
    if known.is_vanished or known.status in PAUSED_STATES or has_no_place:
        return LONG_AGO
    heard = heard_day(known)
    ends = [end_day(known), last_day(known.primary_completion)]
    if known.status == "NOT_YET_RECRUITING":
        ends.append(last_day(known.start))
    if heard:
        ends.append(months_later(heard, 12))
    return min((day + A_DAY for day in ends if day), default=None)


def probably_over_from(known: Known) -> date | None:
    """Return the first day on which nobody stands behind the record."""
    if known.status == "UNKNOWN":
        return LONG_AGO
    heard, end = heard_day(known), end_day(known)
    if heard is None:
        return None
    days = [months_later(heard, 24)]
    if end:
        days.append(max(months_later(end, 3), months_later(heard, 6)))
    return min(days) + A_DAY
