"""How sure one can be of a study's state: its tone, and why it is not better. Pure.

The same rule stands twice: `judge` says it of one study with its reason, `turning_days`
says from which days on it will be another, so that a database can sort by it. A test
holds them together.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from trials.freshness.calendar import last_day, months_later

OVER_STATES = ("COMPLETED", "TERMINATED", "WITHDRAWN", "NO_LONGER_AVAILABLE")
CLOSED_STATES = ("ACTIVE_NOT_RECRUITING", "APPROVED_FOR_MARKETING", "WITHHELD")
PAUSED_STATES = ("SUSPENDED", "TEMPORARILY_NOT_AVAILABLE")
TAKING_STATES = (
    *("RECRUITING", "NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION", "AVAILABLE"),
)
# How long a team's own word counts.
CONFIRMED_LASTS = timedelta(days=90)
# Before any day on which somebody reads.
LONG_AGO = date(1900, 1, 1)


class Tone(StrEnum):
    """In the order in which lists name studies; a confirmed one is as good as new."""

    FRESH = "fresh"
    CONFIRMED = "confirmed"
    ASK_FIRST = "ask_first"
    PROBABLY_OVER = "probably_over"
    CLOSED = "closed"
    OVER = "over"


RANKS = {
    Tone.FRESH: 0,
    Tone.CONFIRMED: 0,
    Tone.ASK_FIRST: 1,
    Tone.PROBABLY_OVER: 2,
    Tone.CLOSED: 3,
    Tone.OVER: 4,
}


class Doubt(StrEnum):
    """Why one should ask first; in the order in which the first that fits is said."""

    VANISHED = "vanished"
    END = "end"
    MEASURED = "measured"
    START = "start"
    OLD = "old"
    PAUSED = "paused"
    NO_PLACE = "no_place"
    SILENT = "silent"


@dataclass(frozen=True)
class Known:
    """What there is to judge by: the registry's own words, and what a team told us."""

    status: str
    last_update: str = ""
    verified: str = ""
    completion: str = ""
    primary_completion: str = ""
    start: str = ""
    has_open_site: bool = True
    is_vanished: bool = False
    is_silent: bool = False
    confirmed_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True)
class Judgement:
    """A study's tone, why one should ask, and the day of a team's word."""

    tone: Tone
    doubt: Doubt | None = None
    told_on: date | None = None


def judge(known: Known, today: date) -> Judgement:
    """Return the tone on a day; the first rule that fits."""
    if known.status in OVER_STATES:
        return Judgement(Tone.OVER)
    if known.status in CLOSED_STATES or known.closed_on:
        return Judgement(Tone.CLOSED, told_on=known.closed_on)
    if known.status in TAKING_STATES and is_confirmed(known.confirmed_on, today):
        return Judgement(Tone.CONFIRMED, told_on=known.confirmed_on)
    if is_probably_over(known, today):
        return Judgement(Tone.PROBABLY_OVER)
    doubt = first_doubt(known, today)
    return Judgement(Tone.ASK_FIRST, doubt) if doubt else Judgement(Tone.FRESH)


def is_confirmed(day: date | None, today: date) -> bool:
    """Whether a team's "still taking people" counts."""
    return day is not None and today - day <= CONFIRMED_LASTS


def heard_of(known: Known, today: date) -> str:
    """Return the later of the last update and the last confirmation, as written."""
    updated, confirmed = last_day(known.last_update), last_day(known.verified)
    if updated is None or (confirmed and min(confirmed, today) > updated):
        return known.verified
    return known.last_update


def heard_day(known: Known) -> date | None:
    """Return the last day on which the sponsor may have said something."""
    days = (last_day(known.last_update), last_day(known.verified))
    return max((day for day in days if day), default=None)


def end_day(known: Known) -> date | None:
    """Return the last day of the study, or else of its main measurements."""
    return last_day(known.completion) or last_day(known.primary_completion)


def is_probably_over(known: Known, today: date) -> bool:
    """Whether end and last word lie so far back that nobody stands behind it."""
    if known.status == "UNKNOWN":
        return True
    heard, end = heard_day(known), end_day(known)
    if heard is None:
        return False
    is_long_over = (
        end is not None
        and months_later(end, 3) < today
        and months_later(heard, 6) < today
    )
    return is_long_over or months_later(heard, 24) < today


def first_doubt(known: Known, today: date) -> Doubt | None:
    """Return the first reason to ask before anything else."""
    end, heard = end_day(known), heard_day(known)
    measured, start = last_day(known.primary_completion), last_day(known.start)
    is_waiting = known.status == "NOT_YET_RECRUITING"
    reasons = {
        Doubt.VANISHED: known.is_vanished,
        Doubt.END: end and end < today,
        Doubt.MEASURED: measured and measured < today,
        Doubt.START: is_waiting and start and start < today,
        Doubt.OLD: heard and months_later(heard, 12) < today,
        Doubt.PAUSED: known.status in PAUSED_STATES,
        Doubt.NO_PLACE: known.status == "RECRUITING" and not known.has_open_site,
        Doubt.SILENT: known.is_silent,
    }
    return next((doubt for doubt, fits in reasons.items() if fits), None)
