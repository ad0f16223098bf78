"""Towns of the records join the gazetteer where something bears them out."""

import pytest
from django.conf import settings
from django.test import Client

from tests import factories
from trials.places.gazetteer import Kind
from trials.search import whereabouts
from trials.search.whereabouts import find_place

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not settings.GAZETTEER_PATH.is_file(), reason="script/setup builds it"
    ),
]
WYNNEWOOD = {"city": "Wynnewood", "state": "Pennsylvania", "country": "US"}
HERE = {"latitude": 40.0, "longitude": -75.27}


def regions(text: str, country: str) -> list[str]:
    whereabouts.known.clear()
    return [place.region for place in find_place(text, country).candidates]


def test_a_neighbour_bears_a_town_out():
    factories.StudySite(**WYNNEWOOD, **HERE)
    assert regions("Wynnewood", "US") == ["Oklahoma", "Pennsylvania"]
    found = find_place("Wynnewood, PA", "US")
    assert found.kind is Kind.EXACT
    assert found.candidates[0].latitude == 40.0


def test_one_record_in_the_middle_of_nowhere_does_not():
    factories.StudySite(**WYNNEWOOD, latitude=30.0, longitude=-50.0)
    assert regions("Wynnewood", "US") == ["Oklahoma"]


def test_two_records_do():
    for _ in range(2):
        factories.StudySite(**WYNNEWOOD, latitude=30.0, longitude=-50.0)
    assert regions("Wynnewood", "US") == ["Oklahoma", "Pennsylvania"]


def test_one_mistaken_record_makes_no_second_munich():
    factories.StudySite(city="München", country="DE", latitude=49.45, longitude=11.08)
    assert find_place("München", "DE").kind is Kind.EXACT


def test_a_town_that_only_the_records_know_is_asked_for():
    factories.StudySite(city="Xyzzyford", country="US", **HERE)
    found = find_place("Xyzzyford", "US")
    assert found.kind is Kind.CHOICES
    assert [place.name for place in found.candidates] == ["Xyzzyford"]


def test_records_that_nobody_may_see_name_no_town():
    site = factories.StudySite(city="Xyzzyford", country="US", **HERE)
    site.study.is_published = False
    site.study.save()
    assert find_place("Xyzzyford", "US").kind is Kind.NONE


def test_the_page_asks_which_one(client: Client):
    site = factories.StudySite(**WYNNEWOOD, **HERE, status="RECRUITING")
    page = client.post(
        f"/trials/{site.study.registry_id}/sites/",
        {"place": "Wynnewood", "country": "US"},
    ).content.decode()
    assert "Wynnewood, Oklahoma, United States" in page
    assert "Wynnewood, Pennsylvania, United States" in page
