"""Who leaves a team, or for good: what they took care of must not wait for them."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet

from contacts.conversation.actions.moving_places import free
from contacts.conversation.models.drafts import Draft
from contacts.enquiries.models.enquiries import Enquiry
from contacts.mail.kinds import Purpose
from contacts.mail.late.words import Rendered
from contacts.mail.rendering import outgoing
from contacts.teams import sentences
from contacts.teams.actions.accounts import shut_out
from contacts.teams.actions.members import remove_member
from contacts.teams.actions.roles import set_roles
from contacts.teams.models.memberships import Membership, Role
from contacts.teams.models.teams import Team
from portal.audit.models import Verb
from portal.audit.record import record_event
from portal.hospital.says import hospital_says


@dataclass(frozen=True)
class TeamLeft:
    """A team after somebody has left it: who stands in, and how much was given back."""

    team: Team
    others: list[Membership]
    freed: int

    @property
    def stand_ins(self) -> list[Membership]:
        """Return the deputies; where there are none, all who remain."""
        deputies = [one for one in self.others if one.role == Role.DEPUTY]
        return deputies or self.others


@transaction.atomic
def leave_team(*, membership: Membership, now: datetime, by: str) -> bool:
    """Take somebody out of a team and free what they claimed there for the others.

    False for the team's last member.
    """
    if not remove_member(membership=membership, now=now, by=by):
        return False
    free(claimed(membership))
    return True


def claimed(membership: Membership) -> QuerySet[Enquiry]:
    """Return what somebody takes care of in a team."""
    owned = Enquiry.objects.filter(owner=membership.user_id)
    if membership.team.is_desk:
        return owned
    team = membership.team
    return owned.filter(Q(site__in=team.sites.all()) | Q(study__in=team.studies.all()))


@transaction.atomic
def close_account(*, user: User, now: datetime, by: str) -> list[TeamLeft]:
    """Let somebody who has left open nothing more, in one step; return their teams.

    Sessions end, roles and teams go, what they took care of is free again, and those
    who stand in are written to. A team that nobody is left in is the desk's to fill.
    """
    left = [
        leave_for_good(one, now, by)
        for one in user.memberships.select_related("team").order_by("pk")
    ]
    free(Enquiry.objects.filter(owner=user))
    Draft.objects.filter(written_by=user).delete()
    set_roles(user=user, roles=set(), is_open=False, now=now, by=by)
    shut_out(user)
    record_event(
        Verb.ACCOUNT_CLOSED,
        now=now,
        by=by,
        user=user.pk,
        teams=len(left),
        freed=sum(one.freed for one in left),
    )
    for one in left:
        tell_who_stands_in(one, user, now)
    return left


def leave_for_good(membership: Membership, now: datetime, by: str) -> TeamLeft:
    """Take somebody out of a team, even where nobody else is in it."""
    team, freed = membership.team, free(claimed(membership))
    remove_member(membership=membership, now=now, by=by, may_be_last=True)
    others = team.memberships.filter(user__is_active=True).select_related("user")
    return TeamLeft(team, list(others), freed)


def tell_who_stands_in(left: TeamLeft, user: User, now: datetime) -> None:
    """Write to those who stand in for somebody; without any, to the desk."""
    name = user.get_full_name() or user.get_username()
    words = sentences.colleague_has_left(left.team, name, left.freed)
    addresses = [one.user.email for one in left.stand_ins if one.user.email]
    if not addresses:
        words = sentences.team_is_empty(left.team, left.freed)
        addresses = [hospital_says("PORTAL_DESK_EMAIL")]
    for address in addresses:
        send_account_mail(words, address, now)


def send_account_mail(words: Rendered, address: str, now: datetime) -> None:
    """Put a mail about accounts into the outbox."""
    outgoing(Purpose.ACCOUNT, words, to_address=address, now=now).save()
