"""Who answers for a site, and when they work."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from contacts.models import Team
from contacts.teams.offices import office_of
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def team_of(site, **values: object) -> Team:
    team = Team.objects.create(name=f"Team {Team.objects.count()}", **values)
    team.sites.add(site)
    return team


def test_a_sites_team_is_the_first_and_never_the_desk():
    site = factories.StudySite()
    assert Team.objects.answering_for(site) is None
    assert Team.objects.answering_for(None) is None
    team_of(site, is_desk=True)
    first = team_of(site)
    team_of(site)
    assert Team.objects.answering_for(site) == first


@pytest.mark.parametrize(
    ("is_paused", "days", "is_resting"),
    [
        (False, 3, False),
        (True, None, True),
        (True, 0, True),
        (True, -1, False),
    ],
)
def test_a_pause_lasts_through_its_last_day(is_paused, days, is_resting):
    until = None if days is None else TODAY + timedelta(days=days)
    team = Team(is_paused=is_paused, paused_until=until)
    assert team.is_resting(TODAY) is is_resting


def test_the_registrys_addresses_are_those_of_its_sites_each_once():
    site = factories.site_with_contact()
    factories.StudyContact(study=site.study, site=site, email="")
    factories.StudyContact(study=site.study, email="central@study.example")
    other = factories.site_with_contact()
    team = team_of(site)
    team.sites.add(other)
    assert team.registry_addresses() == ["site@example-hospital.example"]


def test_work_ends_after_it_begins_also_in_the_database():
    with pytest.raises(IntegrityError):
        Team.objects.create(name="Night", opens_at=time(17), closes_at=time(9))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Mars/Base"),
        ("language", "tlh"),
        ("work_days", [7]),
        ("free_days", ["24.12."]),
    ],
)
def test_what_no_calendar_knows_is_refused(field: str, value: object):
    with pytest.raises(ValidationError) as raised:
        Team(name="A team", **{field: value}).full_clean()
    assert list(raised.value.message_dict) == [field]


def test_what_a_team_has_not_said_its_country_says():
    site = factories.StudySite()
    alone = office_of(None, site)
    assert (alone.zone, alone.country) == ("Asia/Shanghai", "CN")
    office = office_of(
        Team(
            time_zone="Europe/Berlin",
            country="DE",
            opens_at=time(8),
            work_days=[0, 4],
            free_days=["2026-12-24"],
        ),
        site,
    )
    assert (office.zone, office.country, office.opens) == (
        "Europe/Berlin",
        "DE",
        time(8),
    )
    assert (office.weekdays, office.free) == ({0, 4}, {date(2026, 12, 24)})
    assert office_of(Team(), site).zone == "Asia/Shanghai"
