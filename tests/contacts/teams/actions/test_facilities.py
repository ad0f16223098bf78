"""A hospital's team answers for its places in all studies, new ones too."""

import pytest

from contacts.models import Facility, FacilityPlace, Team
from contacts.teams.actions.facilities import (
    confirm_places,
    put_places,
    refuse_places,
    set_facility_team,
)
from contacts.teams.actions.new_places import unplaced
from contacts.teams.actions.proposals import attach_new_places
from portal.audit.models import AuditEvent, Verb
from tests.factories import NOW, Study, StudySite

pytestmark = pytest.mark.django_db
DEED = {"now": NOW, "by": "user:1"}


@pytest.fixture
def proposed() -> Facility:
    """One hospital in three studies, written in three ways, and a place unnamed."""
    for name in ("Klinik am Park", "klinik am park", "Klinik am Park, Bonn"):
        StudySite(facility=name, city="Bonn", country="DE")
    StudySite(facility="Research Site", city="Bonn", country="DE")
    assert attach_new_places(**DEED) == (0, 3)
    return Facility.objects.get()


def all_of(facility: Facility) -> list[int]:
    return list(facility.places.values_list("pk", flat=True))


def test_places_are_only_proposed_until_somebody_confirms(proposed):
    team = Team.objects.create(name="Bonn")
    set_facility_team(facility=proposed, team=team, **DEED)
    assert proposed.places.proposed().count() == 3
    assert not team.sites.exists()
    assert attach_new_places(**DEED) == (0, 0)


def test_confirmed_at_once_they_are_the_teams(proposed):
    team = Team.objects.create(name="Bonn")
    set_facility_team(facility=proposed, team=team, **DEED)
    assert confirm_places(places=all_of(proposed), **DEED) == 3
    assert team.sites.count() == 3
    # The first two are one name: folded alike.
    assert proposed.names.count() == 2
    event = AuditEvent.objects.get(verb=Verb.PLACES_CONFIRMED)
    assert event.detail == {"places": 3}


def test_a_new_import_attaches_to_a_confirmed_name_and_lists_what_is_new(proposed):
    team = Team.objects.create(name="Bonn")
    set_facility_team(facility=proposed, team=team, **DEED)
    confirm_places(places=all_of(proposed), **DEED)
    known = StudySite(facility="KLINIK AM PARK", city="Bonn", country="DE")
    other = StudySite(facility="Klinik am Rhein", city="Bonn", country="DE")
    unseen = StudySite(
        facility="Klinik am Park",
        city="Bonn",
        country="DE",
        study=Study(is_published=False),
    )
    assert attach_new_places(now=NOW, by="worker") == (1, 1)
    assert known in team.sites.all()
    assert other.facility_place.confirmed_at is None
    assert not FacilityPlace.objects.filter(site=unseen).exists()
    assert attach_new_places(now=NOW, by="worker") == (0, 0)


def test_what_was_refused_is_not_asked_again(proposed):
    one = all_of(proposed)[0]
    assert refuse_places(places=[one], **DEED) == 1
    assert attach_new_places(**DEED) == (0, 0)
    assert confirm_places(places=[one], **DEED) == 0


def test_another_team_takes_the_places_with_it(proposed):
    first, second = (Team.objects.create(name=name) for name in ("A", "B"))
    own = StudySite()
    first.sites.add(own)
    set_facility_team(facility=proposed, team=first, **DEED)
    confirm_places(places=all_of(proposed), **DEED)
    moved = set_facility_team(facility=proposed, team=second, **DEED)
    assert len(moved) == second.sites.count() == 3
    assert list(first.sites.all()) == [own]
    set_facility_team(facility=proposed, team=None, **DEED)
    assert not second.sites.exists()


def test_a_place_without_a_name_is_put_in_by_hand_and_teaches_nothing(proposed):
    team = Team.objects.create(name="Bonn")
    set_facility_team(facility=proposed, team=team, **DEED)
    confirm_places(places=all_of(proposed), **DEED)
    unnamed = StudySite(facility="Research Site", city="Bonn", country="DE")
    put_places(facility=proposed, sites=[unnamed.pk], **DEED)
    assert unnamed in team.sites.all()
    again = StudySite(facility="Research Site", city="Bonn", country="DE")
    attach_new_places(now=NOW, by="worker")
    assert again not in team.sites.all()
    put_places(facility=None, sites=[unnamed.pk], **DEED)
    assert unnamed not in team.sites.all()
    assert attach_new_places(now=NOW, by="worker") == (0, 0)


def test_a_place_without_a_name_is_read_once_and_again_when_it_gets_one():
    unnamed = StudySite(facility="Research Site", city="Bonn", country="DE")
    for _ in range(2):
        assert attach_new_places(**DEED) == (0, 0)
    assert unplaced() == []
    unnamed.facility = "Investigational Site Number 12"
    unnamed.save()
    assert [one.pk for one in unplaced()] == [unnamed.pk]
    assert attach_new_places(**DEED) == (0, 0)
    assert unplaced() == []
    unnamed.facility = "Klinik am Park"
    unnamed.save()
    assert attach_new_places(**DEED) == (0, 1)
