"""A team: that there is one, and when it works."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from contacts.teams.models.teams import Team
from portal.audit.models import Verb
from portal.audit.record import record_event
from trials.models import Study, StudySite


@transaction.atomic
def form_team(*, name: str, sites: Iterable[StudySite], is_desk: bool = False) -> Team:
    """Return the team of this name, answering for these sites too."""
    team, _is_new = Team.objects.get_or_create(name=name, is_desk=is_desk)
    team.sites.add(*sites)
    return team


@transaction.atomic
def open_team(*, name: str, now: datetime, by: str, **values: Any) -> Team:
    """Set up a team of this name; it answers for nothing yet."""
    team = Team.objects.create(name=name, **values)
    record_event(Verb.TEAM_FORMED, now=now, by=by, team=team.pk)
    return team


@transaction.atomic
def set_studies(
    *, team: Team, studies: Iterable[Study], now: datetime, by: str
) -> None:
    """Say for which studies a team answers as a whole."""
    team.studies.set(studies)
    many = team.studies.count()
    record_event(
        Verb.TEAM_CHANGED, now=now, by=by, team=team.pk, fields=["studies"], many=many
    )


@transaction.atomic
def change_team(*, team: Team, now: datetime, by: str, **values: Any) -> None:
    """Set when a team works and whether it takes new enquiries."""
    for name, value in values.items():
        setattr(team, name, value)
    team.save(update_fields=list(values))
    record_event(Verb.TEAM_CHANGED, now=now, by=by, team=team.pk, fields=sorted(values))
