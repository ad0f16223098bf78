"""Somebody leaves a team: what they took care of must not wait for them."""

from datetime import datetime

from django.db import transaction

from contacts.enquiries.models.enquiries import Enquiry
from contacts.teams.actions.members import remove_member
from contacts.teams.models.memberships import Membership


@transaction.atomic
def leave_team(*, membership: Membership, now: datetime, by: str) -> bool:
    """Take somebody out of a team and free what they claimed there for the others.

    False for the team's last member.
    """
    team, user = membership.team, membership.user_id
    if not remove_member(membership=membership, now=now, by=by):
        return False
    owned = Enquiry.objects.filter(owner=user)
    if not team.is_desk:
        owned = owned.filter(site__in=team.sites.all())
    owned.update(owner=None, claimed_at=None)
    return True
