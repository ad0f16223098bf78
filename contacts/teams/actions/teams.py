"""Teams, their members, and how somebody becomes one."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.crypto import get_random_string

from contacts.mail import rendering
from contacts.models import (
    AuditEvent,
    Enquiry,
    Invitation,
    Membership,
    Purpose,
    Role,
    StaffRole,
    Team,
    Verb,
)
from contacts.teams import sentences
from contacts.teams.actions.roles import roles_of, set_roles
from portal.lib.tokens import token_hash
from trials.models import StudySite

INVITATION_LASTS = timedelta(days=7)
HEXADECIMAL = "0123456789abcdef"


@transaction.atomic
def form_team(*, name: str, sites: Iterable[StudySite], is_desk: bool = False) -> Team:
    """Return the team of this name, answering for these sites too."""
    team, _is_new = Team.objects.get_or_create(name=name, is_desk=is_desk)
    team.sites.add(*sites)
    return team


@transaction.atomic
def add_member(
    *,
    team: Team,
    email: str,
    password: str,
    is_superuser: bool = False,
    role: Role = Role.COORDINATOR,
    name: str = "",
) -> AbstractBaseUser:
    """Return the staff member of this address, in the team, with this password."""
    user = open_account(
        email=email, password=password, is_superuser=is_superuser, name=name
    )
    Membership.objects.get_or_create(team=team, user=user, defaults={"role": role})
    return user


@transaction.atomic
def open_account(
    *, email: str, password: str, is_superuser: bool = False, name: str = ""
) -> AbstractBaseUser:
    """Return the account of this address, with this password."""
    first, _space, last = name.partition(" ")
    user, _is_new = get_user_model().objects.get_or_create(
        username=email,
        defaults={
            "email": email,
            "first_name": first,
            "last_name": last,
            "is_staff": is_superuser,
            "is_superuser": is_superuser,
        },
    )
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


@transaction.atomic
def change_team(*, team: Team, values: dict[str, Any], now: datetime, by: str) -> None:
    """Set when a team works and whether it takes new enquiries."""
    for name, value in values.items():
        setattr(team, name, value)
    team.save(update_fields=list(values))
    note(Verb.TEAM_CHANGED, now, by, team=team.pk, fields=sorted(values))


@transaction.atomic
def set_absence(
    *, membership: Membership, until: date | None, now: datetime, by: str
) -> None:
    """Say until when somebody is away; reminders go to the deputies."""
    membership.absent_until = until
    membership.save(update_fields=["absent_until"])
    note(Verb.TEAM_CHANGED, now, by, team=membership.team_id, fields=["absence"])


@transaction.atomic
def invite(
    *,
    team: Team | None,
    email: str,
    role: Role | StaffRole,
    user: AbstractBaseUser,
    now: datetime,
    by: str,
) -> Invitation:
    """Mail somebody a link by which they join a team, or without one take a role.

    It works once, for seven days.
    """
    token = get_random_string(64, HEXADECIMAL)
    invited = Invitation.objects.create(
        team=team,
        role=role,
        email=email,
        token_hash=token_hash(token),
        invited_by=user,
        invited_at=now,
    )
    language = sentences.language_of_invited(invited)
    link = rendering.absolute("contacts:accept_invitation", language, token)
    words = sentences.invitation(invited, link)
    rendering.outgoing(Purpose.INVITATION, words, to_address=email, now=now).save()
    note(Verb.STAFF_INVITED, now, by, team=team.pk if team else None, role=role)
    return invited


@transaction.atomic
def remove_member(*, membership: Membership, now: datetime, by: str) -> bool:
    """Take somebody out of a team; false for its last member, who would leave nobody.

    What they took care of is free for the others; their account stays.
    """
    team = Team.objects.select_for_update().get(pk=membership.team_id)
    others = team.memberships.exclude(pk=membership.pk)
    if not others.exists():
        return False
    owned = Enquiry.objects.filter(owner=membership.user_id)
    if not team.is_desk:
        owned = owned.filter(site__in=team.sites.all())
    owned.update(owner=None, claimed_at=None)
    membership.delete()
    note(Verb.STAFF_LEFT, now, by, team=team.pk, member=membership.user_id)
    return True


@transaction.atomic
def revoke(*, invitation: Invitation, now: datetime, by: str) -> None:
    """Take an invitation back: its link opens nothing any more."""
    Invitation.objects.filter(pk=invitation.pk).delete()
    note(Verb.INVITATION_REVOKED, now, by, team=invitation.team_id)


@transaction.atomic
def accept(
    *, invitation: Invitation, name: str, password: str, now: datetime
) -> AbstractBaseUser | None:
    """Make the invited person a member, or give the role; None for too old a link.

    Somebody who has an account already keeps its password.
    """
    current = Invitation.objects.select_for_update().filter(pk=invitation.pk).first()
    if current is None:
        return None
    current.delete()
    if now - current.invited_at > INVITATION_LASTS:
        return None
    known = get_user_model().objects.filter(username__iexact=current.email).first()
    user = known or open_account(email=current.email, password=password, name=name)
    if current.team:
        Membership.objects.get_or_create(
            team=current.team, user=user, defaults={"role": current.role}
        )
    else:
        roles = {*roles_of(user), StaffRole(current.role)}
        by = f"user:{user.pk}"
        set_roles(user=user, roles=roles, is_open=user.is_active, now=now, by=by)
    note(Verb.STAFF_JOINED, now, f"user:{user.pk}", team=current.team_id)
    return user


def note(verb: Verb, now: datetime, by: str, **detail: Any) -> None:
    """Add to the audit what happened to a team."""
    AuditEvent.objects.create(at=now, verb=verb, by=by, detail=detail)
