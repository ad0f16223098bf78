"""Which teams take no new enquiry now: paused, or with as many as they can answer."""

from collections.abc import Iterable
from datetime import date

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.models.states import EnquiryState
from contacts.teams.limited_places import LimitedPlace, limited_places
from contacts.teams.models.teams import Team
from trials.models import Study


def closed_sites(study: Study, today: date) -> set[int]:
    """Return the ids of a study's sites whose team is paused or full."""
    return closed_among(limited_places(study), today)


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
