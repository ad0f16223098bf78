"""Sites stand under their countries, by name in the visitor's language."""

import pytest

from contacts.enquiries.forms.sites import STUDY_TEAM, site_choices, site_label
from tests import factories

pytestmark = pytest.mark.django_db


def test_countries_stand_in_the_order_of_the_visitors_language():
    study = factories.Study()
    places = [("CN", "China", "Hangzhou"), ("DE", "Germany", "Bonn")]
    places += [("AT", "Austria", "Graz"), ("DE", "Germany", "Ulm")]
    sites = {
        city: factories.StudySite(
            study=study, country=code, country_name=name, city=city, facility=""
        )
        for code, name, city in places
    }
    (blank, _choose), *groups = site_choices(sites, "en")
    assert blank == ""
    assert [country for country, _ in groups] == ["Austria", "China", "Germany"]
    assert [label for _, label in groups[2][1]] == ["Bonn", "Ulm"]
    assert site_choices(sites, "zh-hans")[1][0] != "Austria"


def test_one_site_is_no_question_and_none_is_the_studys_team():
    site = factories.StudySite()
    ((country, rows),) = site_choices({site.key: site}, "en")
    assert (country, [key for key, _ in rows]) == ("China", [site.key])
    assert [key for key, _ in site_choices({}, "en")] == [STUDY_TEAM]


def test_a_city_stands_first_for_many_facilities_have_no_name():
    here, nowhere = factories.StudySite(), factories.StudySite(city="")
    assert site_label(here, lambda _: "") == "Hangzhou – Example Hospital"
    assert site_label(nowhere, lambda _: "paused") == "Example Hospital (paused)"
