"""When a member hears of what arrives: at once, once a day, never in quiet hours."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from contacts.teams.models.memberships import Membership, Role, is_between


def wait_of_member(member: Membership, now: datetime, zone: str) -> timedelta:
    """Return how long a mail to a member waits: until their quiet hours are over."""
    if member.quiet_from is None or member.quiet_until is None:
        return timedelta(0)
    local = now.astimezone(ZoneInfo(zone))
    return wait_in_quiet_hours(local, member.quiet_from, member.quiet_until)


def wait_in_quiet_hours(local: datetime, begins: time, ends: time) -> timedelta:
    """Return how long it is until quiet hours end; they may hold midnight.

    Both times are those of the clock on the wall where `local` is.
    """
    clock = local.time()
    if not is_between(clock, begins, ends):
        return timedelta(0)
    # Past their end by the clock, they end tomorrow.
    day = local.date() + timedelta(days=int(clock >= ends))
    end = datetime.combine(day, ends, tzinfo=local.tzinfo)
    return end.astimezone(ZoneInfo("UTC")) - local.astimezone(ZoneInfo("UTC"))


def stands_in(member: Membership, today: date) -> bool:
    """Whether a deputy hears of it because a coordinator of the team is away."""
    if member.role != Role.DEPUTY:
        return False
    coordinators = Membership.objects.filter(team=member.team_id, role=Role.COORDINATOR)
    return coordinators.filter(absent_until__gte=today).exists()
