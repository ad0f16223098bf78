"""Who belongs to a team, and is there."""

from datetime import date, datetime, time

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction

from contacts.teams.models.memberships import Hears, Membership, Role
from contacts.teams.models.teams import Team
from portal.audit.models import Verb
from portal.audit.record import record_event


@transaction.atomic
def add_member(
    *,
    team: Team,
    email: str,
    password: str,
    is_superuser: bool = False,
    role: Role = Role.COORDINATOR,
    name: str = "",
) -> User:
    """Return the staff member of this address, in the team, with this password."""
    user = open_account(
        email=email, password=password, is_superuser=is_superuser, name=name
    )
    Membership.objects.get_or_create(team=team, user=user, defaults={"role": role})
    return user


@transaction.atomic
def open_account(
    *, email: str, password: str, is_superuser: bool = False, name: str = ""
) -> User:
    """Return the account of this address, with this password."""
    first, _space, last = name.partition(" ")
    rights = {"is_staff": is_superuser, "is_superuser": is_superuser}
    user, _is_new = get_user_model().objects.get_or_create(
        username=email,
        defaults={"email": email, "first_name": first, "last_name": last, **rights},
    )
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


@transaction.atomic
def set_absence(
    *, membership: Membership, until: date | None, now: datetime, by: str
) -> None:
    """Say until when somebody is away; reminders go to the deputies."""
    membership.absent_until = until
    membership.save(update_fields=["absent_until"])
    record_event(
        Verb.TEAM_CHANGED, now=now, by=by, team=membership.team_id, fields=["absence"]
    )


@transaction.atomic
def choose_hearing(
    *,
    membership: Membership,
    hears: Hears,
    quiet: tuple[time, time] | None,
    now: datetime,
    by: str,
) -> None:
    """Say when a member hears of what came in, and within which hours never."""
    membership.hears = hears
    membership.quiet_from, membership.quiet_until = quiet or (None, None)
    membership.save(update_fields=["hears", "quiet_from", "quiet_until"])
    record_event(
        Verb.TEAM_CHANGED, now=now, by=by, team=membership.team_id, fields=["hears"]
    )


@transaction.atomic
def remove_member(
    *, membership: Membership, now: datetime, by: str, may_be_last: bool = False
) -> bool:
    """Take somebody out of a team; false for its last member, who would leave nobody.

    Their account stays; what they took care of is freed by whoever calls this.
    """
    team = Team.objects.select_for_update().get(pk=membership.team_id)
    others = team.memberships.exclude(pk=membership.pk)
    if not (may_be_last or others.exists()):
        return False
    membership.delete()
    record_event(
        Verb.STAFF_LEFT, now=now, by=by, team=team.pk, member=membership.user_id
    )
    return True
