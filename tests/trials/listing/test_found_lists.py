"""What is found: counted, narrowed down, put on a map; and where it leads on."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.crawlers.sections import ConditionPages
from tests import factories
from tests.trials.listing.looking import (
    SEARCH,
    SLE,
    needs_gazetteer,
    posted,
    read,
    studies,
    titles,
)
from trials.listing.filters import most_counted

__all__ = ["studies"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("studies")]


def test_filters_are_counted_and_lead_on(client: Client):
    page = read(client, f"{SEARCH}?q=lupus")
    phase = page.partition('id="filter-phase"')[2].partition("</ul>")[0]
    assert re.findall(r'count">(\d+)<', phase) == ["1", "1"]
    state = page.partition('id="filter-status"')[2].partition("</ul>")[0]
    assert re.findall(r'count">(\d+)<', state) == ["2", "2", "3"]
    link = re.search(r'<a href="([^"]+phase=PHASE3[^"]*)"', phase)[1]
    assert titles(read(client, SEARCH + link)) == ["Tablets for lupus"]


def test_the_same_countries_are_offered_in_each_language():
    some = [f"{first}{second}" for first in "ABCD" for second in "EFGH"]
    counted = dict.fromkeys(some, 1) | {"ZA": 2}
    backwards = dict(reversed(counted.items()))
    assert most_counted(counted) == most_counted(backwards)
    assert most_counted(counted)[0] == "ZA"


def test_the_fold_tells_what_it_holds_and_a_part_does_not_repeat_the_field(
    client: Client,
):
    page = read(client, f"{SEARCH}?q=lupus&country=DE&age=9")
    title = page.partition('<details class="fold why"')[2].partition("</summary>")[0]
    assert "open" not in title.partition(">")[0]
    assert "Germany · 9 years old" in title
    parts = page.partition("understood-parts")[2].partition("</ul>")[0]
    assert parts.count("understood-part") == 2
    assert "Lupus" not in parts
    plain = read(client, f"{SEARCH}?q=lupus")
    assert "understood-part" not in plain
    assert "9 years old" not in plain


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
