"""A team is formed once, and what changes is noted without its values."""

import pytest

from contacts.models import AuditEvent, Team, Verb
from contacts.teams.actions.teams import change_team, form_team
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_a_name_is_one_team_that_answers_for_more_and_more_sites():
    here, there = factories.StudySite(), factories.StudySite()
    team = form_team(name="A team", sites=[here])
    assert form_team(name="A team", sites=[there]) == team
    assert set(team.sites.all()) == {here, there}
    desk = form_team(name="A team", sites=[], is_desk=True)
    assert desk != team
    assert Team.objects.answering_for(here) == team


def test_a_change_is_kept_and_noted_by_the_names_of_its_fields():
    team = form_team(name="A team", sites=[])
    team.name = "not to be saved"
    values = {"capacity": 12, "answer_days": 3}
    change_team(team=team, **values, now=NOW, by="user:1")
    team.refresh_from_db()
    assert (team.name, team.capacity, team.answer_days) == ("A team", 12, 3)
    event = AuditEvent.objects.get(verb=Verb.TEAM_CHANGED)
    assert event.detail == {"team": team.pk, "fields": ["answer_days", "capacity"]}
    assert (event.at, event.by) == (NOW, "user:1")
