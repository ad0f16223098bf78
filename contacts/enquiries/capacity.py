"""Which teams take no new enquiry now: paused, or with as many as they can answer."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.models.states import EnquiryState
from contacts.teams.models.teams import Team
from trials.models import Study

# What `is_taking` looks at.
ASKED = ("is_rehearsing", "is_paused", "paused_until", "capacity")


class LimitedPlace(NamedTuple):
    """A place of a study, by its id, whose team may be closed to what is new."""

    site: int
    team: Team


def closed_sites(study: Study, today: date) -> set[int]:
    """Return the ids of a study's sites whose team is paused or full."""
    return closed_among(limited_places(study), today)


def limited_places(study: Study) -> list[LimitedPlace]:
    """Return a study's places whose team has said anything that may close it."""
    may_be = Q(is_paused=True) | Q(is_rehearsing=True) | Q(capacity__isnull=False)
    teams = Team.objects.filter(may_be, is_desk=False, sites__study=study).only(*ASKED)
    found = {team.pk: team for team in teams.distinct()}
    if not found:
        return []
    links = Team.sites.through.objects.filter(team__in=found, studysite__study=study)
    rows = links.values_list("studysite_id", "team_id")
    return [LimitedPlace(site, found[team]) for site, team in rows]


def closed_among(places: Iterable[LimitedPlace], today: date) -> set[int]:
    """Return the ids of those that take nothing new; how many wait is counted now."""
    teams = {one.team.pk: one.team for one in places}
    closed = {pk for pk, team in teams.items() if not is_taking(team, today)}
    return {one.site for one in places if one.team.pk in closed}


def is_taking(team: Team, today: date) -> bool:
    """Whether new enquiries may come to a team."""
    if team.is_rehearsing or team.is_resting(today):
        return False
    return team.capacity is None or open_count(team) < team.capacity


def open_count(team: Team) -> int:
    """Return how many open enquiries a team has, in all its studies."""
    of_team = Enquiry.objects.filter(site__in=team.sites.all())
    return of_team.exclude(state=EnquiryState.CLOSED).count()
