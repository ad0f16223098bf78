"""Who comes in through the hospital's sign-in: whom somebody asked, nobody else."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.crypto import get_random_string

from contacts.teams.actions.invitations import INVITATION_LASTS, accept_invitation
from contacts.teams.actions.members import open_account
from contacts.teams.models.invitations import Invitation
from contacts.teams.models.memberships import Membership
from contacts.teams.models.teams import Team
from portal.audit.models import Verb
from portal.audit.record import record_event


@transaction.atomic
def let_arrive(*, known: User | None, claims: dict[str, Any], now: datetime) -> Any:
    """Return the account of who signs in outside; None for somebody nobody asked.

    An invited address or a mapped group makes one, once; whoever has an account keeps
    it, and is put into the teams that their groups stand for.
    """
    email = proven_email(claims)
    user = known or account_of(email)
    teams = mapped_teams(claims)
    for invitation in invitations_of(email, now):
        name = str(claims.get("name", ""))[:150]
        user = accept_invitation(
            invitation=invitation, name=name, password=no_password(), now=now
        )
    if user is None and email and teams:
        name = str(claims.get("name", ""))[:150]
        user = open_account(email=email, password=no_password(), name=name)
    if user is not None and user.is_active:
        for team in teams:
            join_team(user, team, now)
    return user


def proven_email(claims: dict[str, Any]) -> str:
    """Return the address that the service vouches for; "" where it does not.

    The emergency account is for the day without the service, and never comes by it.
    """
    said = claims.get("email_verified", settings.OIDC_EMAIL_TRUSTED)
    email = claims.get("email", "")
    if said is not True or not isinstance(email, str):
        return ""
    return "" if email.casefold() == settings.BREAK_GLASS_EMAIL else email


def account_of(email: str) -> User | None:
    """Return whoever has this address here."""
    known = get_user_model().objects.filter(username__iexact=email)
    return known.first() if email else None


def invitations_of(email: str, now: datetime) -> list[Invitation]:
    """Return what somebody with this address was asked to, and may still accept."""
    if not email:
        return []
    fresh = Invitation.objects.filter(invited_at__gt=now - INVITATION_LASTS)
    return [one for one in fresh if one.email.casefold() == email.casefold()]


def mapped_teams(claims: dict[str, Any]) -> list[Team]:
    """Return the teams that a person's groups stand for (OIDC_GROUPS)."""
    said = claims.get(settings.OIDC_GROUPS_CLAIM)
    groups = {str(one) for one in said} if isinstance(said, list) else set()
    names = [team for group, team in settings.OIDC_GROUPS.items() if group in groups]
    return list(Team.objects.filter(name__in=names))


def join_team(user: User, team: Team, now: datetime) -> None:
    """Make somebody a member, if they are not yet."""
    _row, is_new = Membership.objects.get_or_create(team=team, user=user)
    if is_new:
        record_event(Verb.STAFF_JOINED, now=now, by=f"user:{user.pk}", team=team.pk)


def no_password() -> str:
    """Return a password that nobody knows."""
    return get_random_string(60)
