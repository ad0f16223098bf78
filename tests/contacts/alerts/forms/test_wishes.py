"""What somebody wishes is taken as meant; what is unclear is said at its field."""

import pytest
from django.http import QueryDict

from contacts.alerts.forms.conditions import MOST
from contacts.alerts.forms.prefilled import searched_wishes, stored_wishes
from contacts.alerts.forms.subscribing import SubscribeForm
from contacts.alerts.forms.wishes import AlertWishesForm
from contacts.models import AlertReach, Pace
from tests.alerts import HANGZHOU, study, subscriber
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def filled(**values: object) -> AlertWishesForm:
    return AlertWishesForm({"condition": ["Lupus"], **values}, now=NOW)


def test_nothing_but_a_condition_means_anywhere_at_once():
    form = filled()
    assert form.is_valid(), form.errors
    wishes = form.wishes()
    assert (wishes.reach, wishes.pace) == (AlertReach.ANYWHERE, Pace.AT_ONCE)
    assert (wishes.conditions, wishes.language) == (("Lupus",), "en")


def test_a_country_alone_means_all_of_it():
    form = filled(country="DE")
    assert form.is_valid(), form.errors
    assert (form.wishes().reach, form.wishes().country) == (AlertReach.COUNTRY, "DE")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"condition": []}, "condition"),
        ({"condition": ["--"]}, "condition"),
        ({"condition": ["Lupus\u202e"]}, "condition"),
        ({"condition": [f"Disease {n}" for n in range(MOST + 1)]}, "condition"),
        ({"distance": "50"}, "place"),
        ({"distance": "country"}, "country"),
        ({"distance": "7"}, "distance"),
        ({"birth_year": "2015"}, "birth_month"),
        ({"birth_month": "3"}, "birth_year"),
        ({"birth_year": "15", "birth_month": "3"}, "birth_year"),
        ({"birth_year": str(NOW.year + 1), "birth_month": "1"}, "birth_year"),
        ({"birth_year": str(NOW.year), "birth_month": "12"}, "birth_month"),
    ],
)
def test_what_is_unclear_is_said_at_its_field(values, field):
    assert list(filled(**values).errors) == [field]


def test_one_illness_in_two_spellings_is_one_wish():
    form = filled(condition=["SLE", " sle ", "Lupus", ""])
    assert form.is_valid(), form.errors
    assert form.wishes().conditions == ("SLE",)


@pytest.mark.parametrize("name", ["email", "consent"])
def test_a_request_needs_an_address_and_consent(name):
    given = {"condition": ["Lupus"], "email": "a@families.example", "consent": "on"}
    form = SubscribeForm({k: v for k, v in given.items() if k != name}, now=NOW)
    assert name in form.errors


def test_a_program_that_fills_in_everything_is_refused():
    assert "homepage" in SubscribeForm({"homepage": "http://x.example"}, now=NOW).errors


def test_what_is_stored_is_shown_again_as_it_was_chosen():
    near = subscriber(point=HANGZHOU, birth_year=2016, birth_month=3)
    assert stored_wishes(near)["distance"] == "100"
    assert stored_wishes(near)["birth_year"] == 2016
    anywhere = stored_wishes(subscriber())
    assert (anywhere["distance"], anywhere["condition"]) == ("anywhere", ["Lupus"])


def test_a_search_begins_the_form_with_what_it_looked_for():
    study(conditions=["Lupus Nephritis"])
    begun = searched_wishes(QueryDict("q=lupus nephritis&age=9&country=DE"), 2026)
    assert begun["condition"] == ["Lupus Nephritis"]
    assert (begun["birth_year"], begun["country"]) == (2017, "DE")
    assert searched_wishes(QueryDict("q=NCT07233642"), 2026)["condition"] == []
