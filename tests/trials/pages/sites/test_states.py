"""Places speak for themselves: page, map, nearest, form and alert."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from contacts.alerts.sentences.places import state_of_place
from tests import factories
from trials.freshness.tones import Tone
from trials.models import Study, StudySite
from trials.pages.sites.states import place_state

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)
STUDY = "/trials/NCT90000001/"


@pytest.fixture
def sites() -> list[StudySite]:
    """A study that is open as a whole, and places that each stand otherwise."""
    study = factories.Study(registry_id="NCT90000001")
    today = timezone.localdate()
    return [
        factories.StudySite(study=study, city="Hangzhou"),
        factories.StudySite(study=study, city="Berlin", status="COMPLETED"),
        factories.StudySite(study=study, city="Lyon", team_closed_on=today),
        factories.StudySite(study=study, city="Turin", team_confirmed_on=today),
    ]


def states(sites: list[StudySite], tone: Tone) -> dict[str, tuple[str, str, bool]]:
    found = {site.city: place_state(site, tone, TODAY, "en") for site in sites}
    return {city: (one.badge, one.remark, one.is_open) for city, one in found.items()}


def test_a_place_is_as_sure_as_its_study(sites):
    StudySite.objects.update(team_confirmed_on=None, team_closed_on=None)
    for site in sites:
        site.refresh_from_db()
    assert states(sites, Tone.FRESH)["Hangzhou"] == ("Recruiting", "", True)
    for tone, word in [
        (Tone.ASK_FIRST, "Ask first"),
        (Tone.PROBABLY_OVER, "Probably over"),
    ]:
        found = states(sites, tone)
        assert found["Hangzhou"] == (word, "In the record: Recruiting", False)
        assert found["Berlin"] == ("Finished", "", False)
    for tone, word in [(Tone.OVER, "It is over"), (Tone.CLOSED, "Takes no new people")]:
        assert set(states(sites, tone).values()) == {(word, "", False)}


def test_its_own_teams_word_weighs_more_than_the_studys_age(sites):
    StudySite.objects.filter(city="Turin").update(team_confirmed_on=TODAY)
    StudySite.objects.filter(city="Lyon").update(team_closed_on=TODAY)
    for site in sites:
        site.refresh_from_db()
    found = states(sites, Tone.PROBABLY_OVER)
    day = "November 28, 2026"
    assert found["Turin"] == ("Recruiting", f"Confirmed by the site on {day}.", True)
    assert found["Lyon"] == (
        "Takes nobody any more",
        f"Its team told us on {day}.",
        False,
    )
    old = StudySite.objects.get(city="Turin")
    later = TODAY + timedelta(days=91)
    assert not place_state(old, Tone.PROBABLY_OVER, later, "en").is_open


def test_page_map_nearest_and_form_show_the_places_state(client, sites):
    page = client.get(STUDY).content.decode()
    assert "4 places, of which 2 take people now." in page
    assert "Takes nobody any more" in page
    assert "Confirmed by the site on" in page
    svg = client.get(f"{STUDY}map.svg").content.decode()
    assert "filled dots take people now" in svg
    near = client.get(f"{STUDY}sites/").content.decode()
    assert "Turin" in near
    assert "Lyon" not in near
    form = client.get(f"{STUDY}message/").content.decode()
    assert "Turin – Example Hospital (Confirmed by the site on" in form
    assert "Lyon" not in form


def test_they_say_less_when_the_study_is_old(client, sites):
    Study.objects.update(last_update_date="2023-06-01", completion_date="2025-03")
    page = client.get(STUDY).content.decode()
    assert "people now" not in page
    assert "4 places, of which the record marks 2 as open." in page
    svg = client.get(f"{STUDY}map.svg").content.decode()
    assert "the record marks the filled dots as open" in svg
    for path in ("sites/", "message/"):
        text = client.get(f"{STUDY}{path}").content.decode()
        assert "Probably over. Last heard June 1, 2023." in text, path
    form = client.get(f"{STUDY}message/").content.decode()
    assert "Hangzhou – Example Hospital (In the record: Recruiting)" in form


def test_nothing_is_filled_on_the_map_of_what_is_over(client, sites):
    Study.objects.update(overall_status="COMPLETED")
    svg = client.get(f"{STUDY}map.svg").content.decode()
    assert 'class="open"' not in svg
    page = client.get(STUDY).content.decode()
    assert "4 places in the record." in page


def test_an_alert_names_a_places_own_state(sites):
    taking, done, *_others = sites
    assert state_of_place(taking, Tone.FRESH) == ""
    assert state_of_place(taking, Tone.ASK_FIRST) == "Ask first"
    assert state_of_place(done, Tone.FRESH) == "Finished"
