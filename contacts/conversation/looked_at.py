"""Who has opened a family's enquiry, and when: by role, for the family to read.

The audit knows each look; a name of the staff is nobody's to learn.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.conversation.course import LOOKS, MOST, Course
from contacts.enquiries.actions.recipients import teams_of
from contacts.models import AuditEvent, Enquiry, Role

ROLES: dict[str, Promise] = {
    Role.COORDINATOR: gettext_lazy("A coordinator of the team"),
    Role.DEPUTY: gettext_lazy("A deputy in the team"),
}


@dataclass(frozen=True)
class Look:
    """One role on one day: since when, and how often."""

    role: str
    at: datetime
    times: int


def looks_at(course: Course) -> list[Look]:
    """Return who has opened an enquiry, and what was merged into it; newest first."""
    # The demonstration's own deeds are nobody's look.
    events = [one for one in newest(course) if one.by.startswith(("user:", "link:"))]
    roles = roles_of(course.enquiry, {user_of(one.by) for one in events} - {0})
    return list(by_day([(role_told(one.by, roles), one.at) for one in events]))


def newest(course: Course) -> list[AuditEvent]:
    """Return the looks, as many as are told; those of what was merged are asked for."""
    if not course.merged:
        known = [one for one in course.events if one.verb in LOOKS]
        return sorted(known, key=lambda one: one.at, reverse=True)[:MOST]
    references = [course.enquiry.reference, *course.merged]
    found = AuditEvent.objects.filter(reference__in=references)
    return list(found.filter(verb__in=LOOKS).order_by("-at")[:MOST])


def by_day(told: list[tuple[str, datetime]]) -> Iterator[Look]:
    """Yield each role once for a day, with its first look of that day."""
    for _day, looks in groupby(told, key=lambda one: day_of(one[1])):
        times: dict[str, list[datetime]] = {}
        for role, at in looks:
            times.setdefault(role, []).append(at)
        for role, found in times.items():
            # A first look is noted as opened and as read: within a minute it is one.
            minutes = {one.replace(second=0, microsecond=0) for one in found}
            yield Look(role, min(found), len(minutes))


def day_of(at: datetime) -> date:
    """Return the day on the portal's clock."""
    return localtime(at).date()


def user_of(by: str) -> int:
    """Return the number of an account; 0 for a mailbox or the portal."""
    kind, _colon, number = by.partition(":")
    return int(number) if kind == "user" and number.isdecimal() else 0


def roles_of(enquiry: Enquiry, users: set[int]) -> dict[int, str]:
    """Return what those who looked do today, as far as they still do."""
    if not users:
        return {}
    admins, desk, own = {}, {}, {}
    for user, is_admin, role, is_desk, is_own in what_they_do(enquiry, users):
        if is_admin:
            admins[user] = _("An administrator of this portal")
        if is_desk:
            desk[user] = _("This portal's desk")
        if is_own:
            own[user] = str(ROLES[role])
    return {**admins, **desk, **own}


def what_they_do(enquiry: Enquiry, users: set[int]) -> QuerySet[User, Any]:
    """Return a row for each membership of each: a deputy's before a coordinator's."""
    team = "memberships__team"
    is_own = Exists(teams_of(enquiry).filter(pk=OuterRef(team)))
    rows = User.objects.filter(pk__in=users)
    rows = rows.order_by("-memberships__role", "memberships__pk")
    asked = ("is_superuser", "memberships__role", f"{team}__is_desk")
    return rows.values_list("pk", *asked, is_own)


def role_told(by: str, roles: dict[int, str]) -> str:
    """Return who looked, in words."""
    if user := user_of(by):
        return roles.get(user) or _("Somebody who had it before")
    return _("Somebody who reads the team's mailbox")
