"""The search: private by form, says what it understood, and is never a dead end."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.crawlers.sections import ConditionPages
from tests import factories

pytestmark = pytest.mark.django_db
needs_gazetteer = pytest.mark.skipif(
    not settings.GAZETTEER_PATH.is_file(), reason="script/setup builds the gazetteer"
)
SLE = {"id": "D008180", "term": "Lupus Erythematosus, Systemic", "is_ancestor": False}
SEARCH = "/trials/"


@pytest.fixture(autouse=True)
def _studies() -> None:
    """Lupus in Hangzhou and in Illinois, asthma in Berlin, and one that is over."""
    lupus = {
        "conditions": ["Systemic Lupus Erythematosus"],
        "condition_terms": [SLE],
        "study_type": "INTERVENTIONAL",
    }
    near = factories.Study(
        registry_id="NCT90000001",
        brief_title="Cells for lupus",
        minimum_age="5 Years",
        minimum_age_days=1826,
        phases=["PHASE1"],
        **lupus,
    )
    factories.StudySite(study=near)
    far = factories.Study(
        registry_id="NCT90000002",
        brief_title="Tablets for lupus",
        phases=["PHASE3"],
        sex="FEMALE",
        **lupus,
    )
    place = {"city": "Springfield", "state": "Illinois", "country": "US"}
    factories.StudySite(study=far, latitude=39.8, longitude=-89.64, **place)
    factories.Study(
        registry_id="NCT90000003",
        brief_title="Lupus long ago",
        overall_status="COMPLETED",
        **lupus,
    )
    factories.Study(
        registry_id="NCT90000004",
        brief_title="Breathing with asthma",
        conditions=["Asthma"],
        condition_terms=[{"id": "D001249", "term": "Asthma", "is_ancestor": False}],
    )
    call_command("index_studies", verbosity=0)


def posted(client: Client, **typed: str) -> str:
    """Post the form and return the address that it leads to."""
    answer = client.post(SEARCH, typed)
    assert answer.status_code == 303
    return answer["Location"]


def titles(page: str) -> list[str]:
    cards = page.partition('<ul class="found-cards">')[2]
    return re.findall(r'dir="auto">([^<]+)</a>', cards)


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@needs_gazetteer
def test_the_form_posts_and_the_address_holds_concepts_and_sealed_words(client: Client):
    address = posted(client, q="my daughter Lenka has SLE zzqzz", place="Hangzhou")
    asked = parse_qs(urlsplit(address).query)
    assert "upus" in asked["q"][0] or "SLE" in asked["q"][0]
    for word in ("Lenka", "zzqzz", "Hangzhou", "daughter"):
        assert word.casefold() not in unquote(address).casefold()
    assert asked["near"]
    page = read(client, address)
    assert titles(page) == ["Cells for lupus", "Tablets for lupus"]
    # Nothing typed is lost: the words stand in the field, and as a part to drop.
    assert "zzqzz" in page
    assert "near Hangzhou" in page


@needs_gazetteer
def test_a_place_is_forgotten_after_two_hours_and_that_is_said(
    client: Client, time_machine
):
    address = posted(client, q="lupus", place="Hangzhou", country="CN")
    time_machine.move_to(timezone.now() + timedelta(hours=2, seconds=5))
    page = read(client, address)
    assert "The place was forgotten" in page
    assert "Cells for lupus" in page


@needs_gazetteer
def test_a_typed_address_still_works(client: Client):
    page = read(client, f"{SEARCH}?q=lupus&place=Hangzhou&country=CN")
    assert titles(page) == ["Cells for lupus"]
    # What the page links to holds the place sealed.
    assert "place=Hangzhou" not in page


@pytest.mark.parametrize(
    ("query", "is_kept"),
    [
        ("q=lupus", True),
        ("q=lupus&phase=PHASE1", True),
        ("", True),
        ("q=lupus+zzqzz", False),
        ("q=my+daughter+has+lupus", False),
        ("q=lupus&age=7", False),
        ("q=lupus&place=Xyzzyqq", False),
        ("q=lupus&near=x", False),
        ("q=zzqzz", False),
    ],
)
def test_only_understood_concepts_are_kept_on_the_way(client: Client, query, is_kept):
    answer = client.get(f"{SEARCH}?{query}")
    assert ("no-store" in answer["Cache-Control"]) is not is_kept
    assert not answer.cookies


def test_what_was_understood_can_be_dropped_part_by_part(client: Client):
    page = read(client, f"{SEARCH}?q=lupus+asthma&phase=PHASE1&status=all")
    chips = re.findall(r'<span dir="auto">([^<]+)</span>\s*<a href="([^"]+)"', page)
    labels = [label for label, _url in chips]
    assert "Phase 1" in labels
    assert "All, also finished ones" in labels
    for label, url in chips:
        assert label not in re.findall(
            r'<span dir="auto">([^<]+)</span>', read(client, SEARCH + url)
        )


def test_an_age_at_the_limit_is_exact(client: Client):
    assert titles(read(client, f"{SEARCH}?q=lupus&age=4")) == ["Tablets for lupus"]
    assert len(titles(read(client, f"{SEARCH}?q=lupus&age=5"))) == 2


def test_an_age_that_is_none_is_said_and_kept(client: Client):
    answer = client.post(SEARCH, {"q": "lupus", "age": "old"})
    page = answer.content.decode()
    assert "We did not understand the age" in page
    assert 'value="old"' in page
    assert "Cells for lupus" in page


@needs_gazetteer
def test_a_namesake_is_asked_with_states_and_distances(client: Client):
    answer = client.post(
        SEARCH, {"q": "lupus", "place": "Springfield", "country": "US"}
    )
    page = unescape(answer.content.decode())
    assert "Which place do you mean?" in page
    there = page.partition('id="place-question"')[2].partition("</ul>")[0]
    assert "Springfield, Illinois, United States" in there
    assert "Springfield, Missouri, United States" in there
    assert "nearest trial: in or near this town" in there
    assert " miles" in there
    link = re.search(r'<a href="(\?[^"]+)"[^>]*>Springfield, Illinois', there)[1]
    assert "near Springfield, Illinois" in read(client, SEARCH + link)


@needs_gazetteer
@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("Germany", "Germany is a country. Which town in it?"),
        ("Zhejiang", "Zhejiang, China is a state or province."),
        ("Xyzzyqq", "We do not know this place."),
    ],
)
def test_what_is_no_town_is_answered_as_what_it_is(client: Client, place, words):
    page = unescape(
        client.post(SEARCH, {"q": "lupus", "place": place}).content.decode()
    )
    assert words in page
    assert f'value="{place}"' in page


@needs_gazetteer
def test_a_country_narrows_down_to_it(client: Client):
    page = unescape(
        client.post(SEARCH, {"q": "lupus", "place": "China"}).content.decode()
    )
    assert titles(page) == ["Cells for lupus"]


def test_the_label_says_for_which_countries_postcodes_work(client: Client):
    page = read(client, SEARCH)
    assert not settings.GAZETTEER_PATH.is_file() or (
        "Postcodes work for Canada, China, and United States." in page
    )


def test_filters_are_counted_and_lead_on(client: Client):
    page = read(client, f"{SEARCH}?q=lupus")
    phase = page.partition('id="filter-phase"')[2].partition("</ul>")[0]
    assert re.findall(r'count">(\d+)<', phase) == ["1", "1"]
    state = page.partition('id="filter-status"')[2].partition("</ul>")[0]
    assert re.findall(r'count">(\d+)<', state) == ["2", "2", "3"]
    link = re.search(r'<a href="([^"]+phase=PHASE3[^"]*)"', phase)[1]
    assert titles(read(client, SEARCH + link)) == ["Tablets for lupus"]


def test_nothing_found_leads_on(client: Client):
    page = read(client, f"{SEARCH}?q=lupus&phase=PHASE4&country=DE")
    assert titles(page) == []
    ways = page.partition("These searches find more")[2].partition("</ul>")[0]
    assert "Also finished trials" not in ways
    assert "Get news when there are new ones" in page


def test_exactly_one_leads_on_too(client: Client):
    page = read(client, f"{SEARCH}?q=lupus&phase=PHASE1")
    assert titles(page) == ["Cells for lupus"]
    ways = page.partition("These searches find more")[2].partition("</ul>")[0]
    assert "Without “Phase: Phase 1”" in ways
    assert "2 trials" in ways


def test_a_card_says_what_one_decides_by(client: Client):
    page = read(client, f"{SEARCH}?q=lupus&phase=PHASE1")
    card = page.partition('<ul class="found-cards">')[2]
    for words in ("Hangzhou, China", "5 years and older", "Phase 1", "Recruiting"):
        assert words in card, words


def test_the_map_of_a_page_is_public_and_small(client: Client):
    page = read(client, f"{SEARCH}?q=lupus")
    address = re.search(r'src="([^"]*found\.svg[^"]*)"', page)[1]
    answer = client.get(address)
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Cache-Control"].startswith("public")
    assert b"<circle" in answer.content


@needs_gazetteer
def test_places_are_suggested_in_words_that_mean_one_place(client: Client):
    answer = client.get("/trials/places/?text=springf&country=US")
    names = [one["name"] for one in answer.json()["names"]]
    assert "Springfield, Illinois, United States" in names
    assert answer["Cache-Control"].startswith("public")
    address = posted(client, q="lupus", place="Springfield, Illinois, United States")
    assert "near=" in address


def test_conditions_are_suggested(client: Client):
    names = [
        one["name"] for one in client.get("/trials/names/?text=lup").json()["names"]
    ]
    assert any("upus" in name for name in names)
    assert client.get("/trials/names/?text=").json() == {"names": []}


@pytest.mark.parametrize("query", ["", "?q=lupus&place=Hangzhou&country=CN"])
@needs_gazetteer
def test_a_search_costs_the_same_with_few_and_with_many(client: Client, query):
    read(client, f"{SEARCH}{query}")
    with CaptureQueriesContext(connection) as few:
        read(client, f"{SEARCH}{query}")
    for _ in range(12):
        factories.StudySite(
            study__conditions=["Systemic Lupus Erythematosus"],
            study__condition_terms=[SLE],
        )
    call_command("index_studies", verbosity=0)
    with CaptureQueriesContext(connection) as many:
        read(client, f"{SEARCH}{query}")
    assert len(many) <= len(few) + 1


def test_a_condition_has_a_page(client: Client):
    page = read(client, "/conditions/lupus-erythematosus-systemic/")
    assert (
        titles(page) == ["Cells for lupus", "Tablets for lupus"]
        or len(titles(page)) == 2
    )
    assert client.get("/conditions/nothing-at-all/").status_code == 404


def test_a_hospital_has_a_page_whatever_its_spelling(client: Client):
    other = factories.StudySite(
        study__brief_title="Other lupus", facility="EXAMPLE  hospital", key="other1"
    )
    first = factories.StudySite(study__registry_id="NCT90000011", key="hospital1")
    page = read(client, f"/hospitals/{first.key}/")
    assert "Example Hospital" in page
    assert "Other lupus" in page
    assert client.get("/hospitals/nowhere/").status_code == 404
    other.study.is_published = False
    other.study.save()
    assert "Other lupus" not in read(client, f"/hospitals/{first.key}/")


def test_a_condition_of_a_trial_is_in_the_sitemap(client: Client):
    pages = ConditionPages()
    addresses = [pages.location(item) for item in pages.items()]
    assert "/conditions/lupus-erythematosus-systemic/" in addresses
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "noindex" not in answer.headers.get("X-Robots-Tag", "")
