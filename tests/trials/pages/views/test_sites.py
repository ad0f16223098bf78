"""Step one: a place becomes the nearest sites, and leaves no trace in the open."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories
from trials.importing.actions.hearing import hear_of_site
from trials.models import Study, StudySite
from trials.search.forms.places import KnownPlace

needs_gazetteer = pytest.mark.skipif(
    not settings.GAZETTEER_PATH.is_file(), reason="script/setup builds the gazetteer"
)
pytestmark = pytest.mark.django_db
SITES = "/trials/NCT90000001/sites/"


@pytest.fixture(autouse=True)
def _four_sites() -> None:
    """Two German sites, a Czech one, and one that takes nobody."""
    study = factories.Study(registry_id="NCT90000001")
    for city, country, latitude, longitude, status in [
        ("Leipzig", "DE", 51.34, 12.37, "RECRUITING"),
        ("Berlin", "DE", 52.52, 13.41, "RECRUITING"),
        ("Prague", "CZ", 50.09, 14.42, "RECRUITING"),
        ("Dresden", "DE", 51.05, 13.74, "COMPLETED"),
        ("Lyon", "FR", 45.75, 4.85, "RECRUITING"),
    ]:
        factories.StudySite(
            study=study,
            city=city,
            country=country,
            latitude=latitude,
            longitude=longitude,
            status=status,
        )


def offered(page: str) -> list[str]:
    """Return the towns of the cards at the top."""
    cards = page.partition('<ol class="nearest">')[2].partition("</ol>")[0]
    return re.findall(r"<strong><bdi[^>]*>([^,<]+)", cards)


@needs_gazetteer
def test_the_three_nearest_are_offered_and_the_rest_can_be_chosen(client: Client):
    answer = client.post(SITES, {"place": "Dresden", "country": "DE"})
    assert answer.status_code == 302
    assert "Dresden" not in unquote(answer["Location"])
    page = client.get(answer["Location"].partition("#")[0]).content.decode()
    assert offered(page) == ["Leipzig", "Berlin", "Prague"]
    assert "Sites in your own country come first" in page
    # Which Dresden is always said.
    assert "Near Dresden, Saxony" in page
    assert "Lyon" in page
    # It is named nowhere as a choice: it takes nobody.
    assert page.count("?site=") == 4


@needs_gazetteer
def test_no_site_in_the_own_country_is_said(client: Client):
    answer = client.post(SITES, {"place": "Warszawa", "country": "PL"}, follow=True)
    assert "No site in Poland takes people now" in answer.content.decode()


@needs_gazetteer
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"place": "", "country": "DE"}, "Type a town or a postcode."),
        ({"place": "Xyzzyqq", "country": "DE"}, "We do not know this place."),
        ({"place": "01067"}, "Choose a country: many countries share one postcode."),
        ({"place": "01067", "country": "DE"}, "We do not know this postcode."),
        ({"place": "a\x00", "country": "DE"}, "Null characters are not allowed."),
        ({"place": "Drresden", "country": "DE"}, "Did you mean"),
        ({"place": "Paris", "country": "DE"}, "Not found in this country."),
        ({"place": "Springfield", "country": "US"}, "Which place do you mean?"),
    ],
)
def test_what_is_not_clear_is_asked_and_kept(client: Client, typed, words):
    page = client.post(SITES, typed).content.decode()
    assert words in page
    if typed["place"].isprintable():
        assert f'value="{typed["place"]}"' in page or not typed["place"]
    # All sites can still be chosen.
    assert page.count("?site=") == 4


def test_a_position_from_the_browser(client: Client):
    answer = client.post(SITES, {"latitude": "50.1", "longitude": "14.4"}, follow=True)
    page = answer.content.decode()
    assert offered(page)[0] == "Prague"
    assert "in or near this town" in page


@pytest.mark.parametrize("near", ["junk", "gAAAAAB"])
def test_a_forged_or_old_place_is_forgotten(client: Client, near):
    page = client.get(f"{SITES}?near={near}").content.decode()
    assert "The place was forgotten" in page
    assert page.count("?site=") == 4


def test_a_place_lives_for_two_hours(time_machine):
    token = KnownPlace("Dresden", "DE", 51.05, 13.74).token
    assert KnownPlace.from_token(token).name == "Dresden"
    time_machine.move_to(timezone.now() + timedelta(hours=2, seconds=5))
    assert KnownPlace.from_token(token) is None


def test_a_page_with_a_place_is_not_kept_by_anybody(client: Client):
    for answer in (client.get(f"{SITES}?near=x"), client.post(SITES, {"place": "x"})):
        assert "no-store" in answer["Cache-Control"]
        assert not answer.cookies
    plain = client.get(SITES)
    assert plain["Cache-Control"].startswith("public, max-age=0, s-maxage=1")
    assert not plain.cookies


@needs_gazetteer
@pytest.mark.parametrize(
    ("query", "first", "words"),
    [
        ("place=Prague&country=CZ", "Near", "in or near this town"),
        ("place=Sydney&country=AU", "Far", "in or near this town"),
        ("place=Springfield&country=US", None, "Which place do you mean?"),
        ("place=Xyzzyqq", None, "We do not know this place."),
        ("place=10001", None, "Choose a country"),
    ],
)
def test_the_search_puts_the_nearest_first(client: Client, query, first, words):
    far = factories.Study(brief_title="Far study")
    factories.StudySite(study=far, country="AU", latitude=-33.87, longitude=151.2)
    near = factories.Study(brief_title="Near study")
    factories.StudySite(study=near, country="CZ", latitude=50.09, longitude=14.42)
    factories.StudySite(study=near, country="AU", latitude=-37.8, longitude=145.0)
    factories.StudySite(study=far, country="CZ", latitude=49.2, longitude=16.6)
    page = client.get(f"/trials/?{query}").content.decode()
    assert words in page
    order = re.findall(r">(Near|Far) study</a>", re.sub(r"\s+<", "<", page))
    assert set(order) <= {"Near", "Far"}
    if first:
        assert order[0] == first


@needs_gazetteer
def test_namesakes_are_told_apart_by_state_and_distance(client: Client):
    asked = {"place": "Springfield", "country": "US"}
    page = client.post(SITES, asked).content.decode()
    choices = page.partition('class="place-choices"')[2].partition("</ul>")[0]
    assert "Springfield, Illinois, United States" in choices
    shown = choices.count("<li>")
    assert choices.count("nearest site: about") == shown > 3
    # Whoever counts in miles reads miles.
    assert choices.count("miles") == shown
    # What lies nowhere is no distance.
    StudySite.objects.update(latitude=None, longitude=None)
    Study.objects.get().touch(timezone.now())
    page = client.post(SITES, asked).content.decode()
    assert "Springfield, Illinois, United States" in page
    assert "nearest site: about" not in page


@pytest.mark.parametrize(
    ("country", "counted", "other"), [("US", "miles", "km"), ("DE", "km", "miles")]
)
def test_the_nearest_are_so_far_as_their_reader_counts(
    client: Client, country, counted, other
):
    place = KnownPlace("Somewhere", country, 48.0, 11.0)
    page = client.get(f"{SITES}?near={place.token}").content.decode()
    far = re.findall(r'class="distance">about [\d,]+ (\w+)', page)
    assert len(far) >= 3
    assert counted in far
    assert other not in far


def test_where_there_is_nothing_to_choose_nobody_says_where_they_are(client: Client):
    StudySite.objects.exclude(city__in=["Leipzig", "Dresden"]).delete()
    factories.StudySite(
        study=StudySite.objects.first().study, city="leipzig", country="DE"
    )
    page = client.get(SITES).content.decode()
    assert offered(page) == ["Leipzig", "leipzig"]
    assert "Step 1 of 2" not in page
    fold = page.partition("<details")[2].partition("</details>")[0]
    assert "place-form" in fold
    assert " open" not in fold.partition(">")[0]
    # Whoever typed something sees what came of it.
    asked = client.post(SITES, {"place": ""}).content.decode()
    assert " open" in asked.partition("<details")[2].partition(">")[0]


def test_sites_of_several_towns_or_many_of_one_are_asked_for(client: Client):
    assert "<details" not in client.get(SITES).content.decode().partition("all-h")[0]
    StudySite.objects.update(city="Berlin", country="DE")
    page = client.get(SITES).content.decode()
    assert "Which site is nearest to you?" in page
    assert offered(page) == []


def test_a_language_names_a_country_only_where_the_study_is(client: Client):
    page = client.get(f"/zh-hans{SITES}").content.decode()
    assert (
        " selected" not in page.partition('name="country"')[2].partition('value="A')[2]
    )
    factories.StudySite(study=StudySite.objects.first().study, country="CN")
    page = client.get(f"/zh-hans{SITES}").content.decode()
    assert 'value="CN" selected' in page
    # Of English nobody knows where it is read.
    assert " selected>Choose a country" in client.get(SITES).content.decode()


def test_what_the_maps_dots_mean_is_said_below_it(client: Client):
    page = client.get(SITES).content.decode()
    legend = page.partition("map-legend")[2].partition("</p>")[0]
    assert "takes people" in legend
    assert "takes nobody now" in legend


def page_near(client: Client, *here: float) -> str:
    """Return the page around a point in Germany."""
    token = KnownPlace("Somewhere", "DE", *here).token
    return client.get(f"{SITES}?near={token}").content.decode()


def test_sites_are_read_once_for_a_version_and_a_change_is_seen(client: Client):
    def towns_near(*here: float) -> tuple[list[str], bool]:
        with CaptureQueriesContext(connection) as asked:
            page = page_near(client, *here)
        is_read = any('"team_closed_on" IS NULL' in one["sql"] for one in asked)
        return offered(page), is_read

    dresden, potsdam = (51.05, 13.74), (52.4, 13.06)
    assert towns_near(*dresden) == (["Leipzig", "Berlin", "Prague"], True)
    assert towns_near(*potsdam) == (["Berlin", "Leipzig", "Prague"], False)
    berlin = StudySite.objects.get(city="Berlin")
    now = timezone.now()
    hear_of_site(site=berlin, takes=False, day=timezone.localdate(), now=now)
    assert towns_near(*potsdam) == (["Leipzig", "Prague", "Lyon"], True)


def test_how_fast_a_site_answers_is_seen_although_it_makes_no_version(client: Client):
    words = "This team usually answers within 3 working days."
    assert words not in page_near(client, 51.05, 13.74)
    StudySite.objects.filter(city="Lyon").update(answers_within=3)
    assert words in page_near(client, 51.05, 13.74)
