"""Who has opened a family's enquiry, and when: by role, for the family to read.

The audit knows each look; a name of the staff is nobody's to learn.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.enquiries.actions.recipients import teams_of
from contacts.models import AuditEvent, Enquiry, Membership, Role, Verb

LOOKS = (Verb.ENQUIRY_OPENED, Verb.ENQUIRY_READ, Verb.TEAM_LINK_OPENED)
# Of more than that nobody reads; the file to download holds all.
MOST = 200
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


def looks_at(enquiry: Enquiry) -> list[Look]:
    """Return who has opened an enquiry, and what was merged into it; newest first."""
    merged = enquiry.merged.values_list("enquiry__reference", flat=True)
    known = AuditEvent.objects.filter(reference__in=[enquiry.reference, *merged])
    known = known.filter(verb__in=LOOKS).order_by("-at")
    # The demonstration's own deeds are nobody's look.
    events = [one for one in known[:MOST] if one.by.startswith(("user:", "link:"))]
    roles = roles_of(enquiry, {user_of(one.by) for one in events} - {0})
    return list(by_day([(role_told(one.by, roles), one.at) for one in events]))


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
    rows = Membership.objects.filter(user__in=users).order_by("-role", "pk")
    own = rows.filter(team__in=teams_of(enquiry)).values_list("user", "role")
    desk = rows.filter(team__is_desk=True).values_list("user", flat=True)
    admins = User.objects.filter(pk__in=users, is_superuser=True)
    found = dict.fromkeys(
        admins.values_list("pk", flat=True), _("An administrator of this portal")
    )
    found |= dict.fromkeys(desk, _("This portal's desk"))
    return found | {user: str(ROLES[role]) for user, role in own}


def role_told(by: str, roles: dict[int, str]) -> str:
    """Return who looked, in words."""
    if user := user_of(by):
        return roles.get(user) or _("Somebody who had it before")
    return _("Somebody who reads the team's mailbox")
