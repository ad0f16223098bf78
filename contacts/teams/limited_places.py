"""Places whose team may take nothing new: it has said what closes it, or may."""

from typing import NamedTuple

from django.db.models import Q

from contacts.teams.models.teams import Team
from portal.database.known_sql import KnownQuery
from trials.models import Study

MAY_BE_CLOSED = Q(is_paused=True) | Q(is_rehearsing=True) | Q(capacity__isnull=False)
# What is looked at to know whether a team is closed.
ASKED = ("is_rehearsing", "is_paused", "paused_until", "capacity")


class LimitedPlace(NamedTuple):
    """A place of a study, by its id, whose team may be closed to what is new."""

    site: int
    team: Team


LIMITED = KnownQuery(
    lambda study: (
        Team.objects.filter(MAY_BE_CLOSED, is_desk=False, sites__study=study)
        .only(*ASKED)
        .distinct()
    ),
    int,
)


def limited_places(study: Study) -> list[LimitedPlace]:
    """Return a study's places whose team has said anything that may close it."""
    found = {team.pk: team for team in LIMITED.rows(study.pk)}
    if not found:
        return []
    links = Team.sites.through.objects.filter(team__in=found, studysite__study=study)
    rows = links.values_list("studysite_id", "team_id")
    return [LimitedPlace(site, found[team]) for site, team in rows]
