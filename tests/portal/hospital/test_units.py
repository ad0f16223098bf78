"""Miles or kilometres: the hospital's choice, else the reader's country."""

import pytest
from django.test import Client
from django.utils import timezone

from contacts.alerts.forms.wishes import AlertWishesForm
from portal.hospital.actions import say_settings
from portal.hospital.units import counts_in_miles
from tests.factories import NOW
from trials.pages.sites.distances import (
    distance_words,
    reach_around,
    reach_label,
    reaches,
)

pytestmark = pytest.mark.django_db


def say(**values: str) -> None:
    say_settings(values=values, now=NOW, by="user:1")


def offered() -> list[str]:
    """Return the distances that the form for news offers."""
    choices = AlertWishesForm(now=timezone.now()).fields["distance"].choices
    return [str(words) for value, words in choices if value.isdigit()]


def test_a_reader_counts_as_their_country_does():
    assert [counts_in_miles(one) for one in ("GB", "US", "DE", "CN")] == [
        *(True, True, False, False)
    ]
    assert distance_words(100, "US") == "about 60 miles"
    assert distance_words(100, "DE") == "about 100 km"


def test_of_a_reader_from_nowhere_the_hospitals_country_decides(settings):
    settings.OPERATOR = {**settings.OPERATOR, "OPERATOR_COUNTRY": "GB"}
    assert distance_words(100) == "about 60 miles"
    assert distance_words(100, "DE") == "about 100 km"
    settings.OPERATOR = {**settings.OPERATOR, "OPERATOR_COUNTRY": "DE"}
    assert distance_words(100) == "about 100 km"


@pytest.mark.parametrize(
    ("units", "reader", "words"),
    [
        ("km", "US", "up to 50 km"),
        ("miles", "DE", "up to 30 miles"),
        ("", "US", "up to 30 miles"),
        ("furlongs", "DE", "up to 50 km"),
    ],
)
def test_a_hospitals_choice_is_for_everybody(units, reader, words):
    say(UNITS=units)
    assert reach_label(50, reader) == words
    assert reach_around(50, "Ulm", reader) == f"{words} around Ulm"


def test_a_form_offers_round_distances():
    assert offered()[0] == "up to 25 km"
    say(UNITS="miles")
    assert offered() == [f"up to {n} miles" for n in (15, 30, 60, 120, 310)]
    assert [reach_label(km, "DE") for km in reaches()] == [
        f"up to {n} miles" for n in (15, 30, 60, 120, 300)
    ]


def test_the_page_says_it(client: Client):
    say(UNITS="miles")
    assert "up to 60 miles" in client.get("/alerts/").content.decode()
