"""The promise of an answer, and who is told when it is not kept. Pure.

What nobody has opened after a working day is written again, and after two goes to the
next in the route. The ladder of what is read and not answered:
on the due day the team is reminded; a working day later its deputies; then
the portal's desk; then the family is offered another site, by their own click. After
that the desk hears of it every week until somebody answers, or until thirty working
days are over: then the family gets an apology and other ways, and it is a failure.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from portal.lib.businesstime import Office

MAIL_AGAIN = "MAIL_AGAIN"
MOVE_ON = "MOVE_ON"
REMIND_TEAM = "REMIND_TEAM"
REMIND_DEPUTY = "REMIND_DEPUTY"
TELL_DESK = "TELL_DESK"
OFFER_OTHER_SITE = "OFFER_OTHER_SITE"
TELL_DESK_AGAIN = "TELL_DESK_AGAIN"
GIVE_UP = "GIVE_UP"
LADDER = (REMIND_TEAM, REMIND_DEPUTY, TELL_DESK, OFFER_OTHER_SITE, TELL_DESK_AGAIN)
# Working days between two notices to the desk at the top of the ladder.
AGAIN = 5
# After so many working days without an answer the family hears that none will come.
LONGEST_WAIT = 30
# An answered enquiry that nobody writes in any more ends by itself, and says so.
QUIET = timedelta(days=30)
# After the end everything personal is erased.
RETENTION = timedelta(days=365)


@dataclass(frozen=True)
class Promise:
    """By when an answer is promised: the day that is printed, and the moment."""

    day: date
    at: datetime


def promise(now: datetime, days: int, office: Office) -> Promise:
    """Return when `days` working days have passed, counted from the first one."""
    day = office.add_days(office.first_day(now), days)
    return Promise(day, office.closing(day))


def first_rung(due: Promise, office: Office) -> tuple[str, datetime]:
    """Return the first action after a promise: the reminder on the due morning."""
    return REMIND_TEAM, office.opening(due.day)


def first_step(now: datetime, due: Promise, office: Office) -> tuple[str, datetime]:
    """Return what follows what nobody has opened yet: a second mail in a working day.

    Where less than that was promised, the reminder comes first as it is.
    """
    again, reminder = working_days_on(now, 1, office), first_rung(due, office)
    return (MAIL_AGAIN, again) if again < reminder[1] else reminder


def working_days_on(now: datetime, days: int, office: Office) -> datetime:
    """Return the moment `days` working days on, by the clock on the team's wall."""
    local = now.astimezone(ZoneInfo(office.zone))
    first = office.first_day(now)
    clock = local.time() if local.date() == first else office.opens
    clock = max(office.opens, min(clock, office.closes))
    return datetime.combine(office.add_days(first, days), clock, local.tzinfo)


def end_or_later(
    step: tuple[str, datetime], since: datetime, now: datetime, office: Office
) -> tuple[str, datetime]:
    """Return the end instead of a notice to the desk that would come after it."""
    end = working_days_on(since, LONGEST_WAIT, office)
    is_last = step[0] == TELL_DESK_AGAIN and step[1] >= end
    return (GIVE_UP, max(end, now)) if is_last else step


def next_rung(done: str, now: datetime, office: Office) -> tuple[str, datetime]:
    """Return what follows a rung, and when: the next working morning, or a week on.

    It counts from when the rung was really reached, so that a worker that stood
    still for days does not take the whole ladder in one minute.
    """
    following = LADDER[min(LADDER.index(done) + 1, len(LADDER) - 1)]
    local = office.first_day(now)
    if following == TELL_DESK_AGAIN:
        return following, office.opening(office.add_days(local, AGAIN))
    day = office.add_days(local, 1)
    return following, office.opening(day)
