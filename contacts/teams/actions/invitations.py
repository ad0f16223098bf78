"""How somebody comes into a team or a role: by a mailed link, once."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.crypto import get_random_string

from contacts.mail import rendering
from contacts.mail.kinds import Purpose
from contacts.teams import sentences
from contacts.teams.actions.members import open_account
from contacts.teams.actions.roles import roles_of, set_roles
from contacts.teams.models.invitations import Invitation
from contacts.teams.models.memberships import Membership, Role
from contacts.teams.models.roles import StaffRole
from contacts.teams.models.teams import Team
from portal.audit.models import Verb
from portal.audit.record import record_event
from portal.lib.tokens import token_hash

INVITATION_LASTS = timedelta(days=7)
HEXADECIMAL = "0123456789abcdef"


@transaction.atomic
def send_invitation(
    *,
    team: Team | None,
    email: str,
    role: Role | StaffRole,
    user: User,
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
    record_event(
        Verb.STAFF_INVITED, now=now, by=by, team=team.pk if team else None, role=role
    )
    return invited


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, now: datetime, by: str) -> None:
    """Take an invitation back: its link opens nothing any more."""
    Invitation.objects.filter(pk=invitation.pk).delete()
    record_event(Verb.INVITATION_REVOKED, now=now, by=by, team=invitation.team_id)


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, name: str, password: str, now: datetime
) -> User | None:
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
    record_event(Verb.STAFF_JOINED, now=now, by=f"user:{user.pk}", team=current.team_id)
    return user
