"""The search: private by form, says what it understood, and is never a dead end."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.trials.listing.looking import (
    SEARCH,
    needs_gazetteer,
    posted,
    read,
    studies,
    titles,
)

__all__ = ["studies"]
CHIP = re.compile(r'<span dir="auto">([^<]+)</span>\s*<a href="([^"]+)"')
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("studies")]


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


@pytest.mark.parametrize("path", [SEARCH, "/alerts/", f"{SEARCH}NCT90000001/sites/"])
def test_without_a_gazetteer_no_place_is_known_and_nothing_breaks(
    client: Client, settings, tmp_path, path
):
    settings.GAZETTEER_PATH = tmp_path / "none"
    typed = {"q": "lupus", "condition": "Lupus", "place": "Hangzhou", "country": "CN"}
    assert client.get(path, {"place": "Hangzhou"}).status_code in {200, 404}
    page = client.post(path, typed, follow=True)
    assert page.status_code in {200, 404, 405, 422}


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
    chips = CHIP.findall(page)
    labels = [label for label, _url in chips]
    assert "Phase 1" in labels
    assert "All, also finished ones" in labels
    for label, url in chips:
        assert label not in re.findall(
            r'<span dir="auto">([^<]+)</span>', read(client, SEARCH + url)
        )


def test_an_age_group_is_said_and_can_be_dropped(client: Client):
    page = read(client, posted(client, q="lupus in children"))
    parts = dict(
        re.findall(r'<span dir="auto">([^<]+)</span>\s*<a href="([^"]+)"', page)
    )
    assert set(parts) == {"lupus", "for children"}
    left = read(client, SEARCH + parts["for children"])
    assert "for children" not in left
    assert "Cells for lupus" in titles(left)


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


def test_nothing_found_is_said_calmly_with_ways_on(client: Client):
    page = client.get("/trials/?q=qqxyzzy").content.decode()
    assert "0 trials" not in page
    assert "That says nothing about you" in page
    for way in ("Look at all trials here", "Get news when there are new ones"):
        assert page.count(way) == 1
    # Nothing is left to narrow down or to put in order.
    assert 'id="filters"' not in page
    assert 'class="orders"' not in page
