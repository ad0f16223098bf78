"""Which teams take no new enquiry now: paused, or with as many as they can answer."""

from datetime import date

from django.db.models import Q

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.models.states import EnquiryState
from contacts.teams.models.teams import Team
from trials.models import Study

# What `is_taking` looks at.
ASKED = ("is_rehearsing", "is_paused", "paused_until", "capacity")


def closed_sites(study: Study, today: date) -> set[int]:
    """Return the ids of a study's sites whose team is paused or full."""
    may_be = Q(is_paused=True) | Q(is_rehearsing=True) | Q(capacity__isnull=False)
    teams = Team.objects.filter(may_be, is_desk=False, sites__study=study).only(*ASKED)
    closed = [team for team in teams.distinct() if not is_taking(team, today)]
    if not closed:
        return set()
    links = Team.sites.through.objects.filter(team__in=closed)
    return set(links.values_list("studysite_id", flat=True))


def is_taking(team: Team, today: date) -> bool:
    """Whether new enquiries may come to a team."""
    if team.is_rehearsing or team.is_resting(today):
        return False
    return team.capacity is None or open_count(team) < team.capacity


def open_count(team: Team) -> int:
    """Return how many open enquiries a team has, in all its studies."""
    of_team = Enquiry.objects.filter(site__in=team.sites.all())
    return of_team.exclude(state=EnquiryState.CLOSED).count()
