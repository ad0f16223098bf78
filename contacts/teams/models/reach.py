"""For what a member of staff answers; each is asked once for a request's user."""

from django.contrib.auth.models import User

from contacts.teams.models.memberships import Membership
from contacts.teams.models.teams import Team


def works_at_desk(user: User) -> bool:
    """Whether somebody sees every enquiry; asked once for each request's user."""
    known = getattr(user, "is_desk_member", None)
    if known is None:
        desk = Membership.objects.filter(user=user, team__is_desk=True)
        known = user.is_desk_member = desk.exists()
    return known


def sites_of(user: User) -> list[int]:
    """Return the ids of the sites that somebody answers for; asked once as well.

    Ids and not a subquery: with them the databases read an index in its order.
    """
    known = getattr(user, "team_site_ids", None)
    if known is None:
        links = Team.sites.through.objects.filter(team__memberships__user=user)
        known = user.team_site_ids = sorted(
            set(links.values_list("studysite_id", flat=True))
        )
    return known


def study_teams_of(user: User) -> list[int]:
    """Return the ids of somebody's teams that answer for whole studies; asked once."""
    known = getattr(user, "study_team_ids", None)
    if known is None:
        teams = Team.objects.filter(memberships__user=user, studies__isnull=False)
        known = user.study_team_ids = sorted(set(teams.values_list("pk", flat=True)))
    return known
