"""A dangerous answer is answered with help first: on its page, the result, on paper."""

import re

import pytest
from django.test import Client

from tests import texts
from tests.trials.pages.views.test_selfchecks import CHECK, form_of, version
from tests.trials.selfcheck.founding import case
from trials.selfcheck.asking.walk import pages

__all__ = ["version"]
pytestmark = pytest.mark.django_db
LIFE = {**case("C01"), "signs": ["life"]}


def page_of(version, link: str) -> int:
    """Return the number of the page that asks a question."""
    asked = pages(version.definition)
    return next(p.number for p in asked if link in {i["linkId"] for i in p.items})


def walk_through(client: Client, answers: dict, prefix: str = "") -> str:
    """Answer every page, and go on where one has told of help; returns the result."""
    address = f"{prefix}{CHECK}q/1/"
    for _ in range(60):
        if address.endswith("/result/"):
            return client.get(address).content.decode()
        sent = client.post(address, form_of(answers))
        if sent.status_code == 200:
            seen = re.search(r'name="care_seen" value="([^"]+)"', sent.content.decode())
            told = {**form_of(answers), "care_seen": seen[1]}
            sent = client.post(address, told)
        assert sent.status_code == 303
        address = sent["Location"]
    raise AssertionError("no result")


@pytest.mark.parametrize(
    ("prefix", "words"), [("", "talk to somebody now"), ("/zh-hans", "谢谢您说出来")]
)
def test_a_dangerous_answer_is_answered_on_its_own_page(version, prefix, words):
    client = Client()
    client.post(f"{prefix}{CHECK}q/1/", form_of(LIFE))
    number = page_of(version, "signs")
    sent = client.post(f"{prefix}{CHECK}q/{number}/", form_of(LIFE))
    page = sent.content.decode()
    assert sent.status_code == 200
    assert words in page
    assert page.index(words) < page.index("<form")
    told = {**form_of(LIFE), "care_seen": "sign_life"}
    assert client.post(f"{prefix}{CHECK}q/{number}/", told).status_code == 303


def test_the_heading_is_what_the_hospital_approved(version):
    sentences = [{"key": "now", "text": "Ours: ring now"}]
    texts.published(kind="CARE", body={"title": "Ours", "sentences": sentences})
    assert "Ours: ring now" in walk_through(Client(), LIFE)


@pytest.mark.parametrize(
    ("prefix", "words"), [("", "talk to somebody now"), ("/zh-hans", "谢谢您说出来")]
)
def test_the_result_says_help_before_heading_and_button(prefix, words):
    page = walk_through(Client(), LIFE, prefix)
    main = page[page.index("<main") :]
    assert main.index(words) < main.index("<h1")
    # On the sheet for the doctor too, and the button is not the filled one.
    assert main.count(words) == 2
    assert 'class="button quiet"' in main


def test_without_danger_nothing_is_said_and_the_button_is_filled():
    page = walk_through(Client(), case("C01"))
    assert "get help now" not in page
    assert 'class="button"' in page
    assert "You can talk to the study team" in page


def test_what_was_answered_is_not_asked_again_in_the_message_form():
    client = Client()
    walk_through(client, case("C01"))
    page = client.get("/trials/NCT07233642/message/").content.decode()
    assert re.search(r'value="MY_CHILD"[^>]*checked|checked[^>]*value="MY_CHILD"', page)
    assert re.search(
        r'name="person_age"[^>]*value="9"|value="9"[^>]*name="person_age"', page
    )
    assert "no-store" in client.get("/trials/NCT07233642/message/")["Cache-Control"]


def test_where_it_may_not_fit_other_ways_come_before_the_button():
    page = walk_through(Client(), {**case("C01"), "cancer": "yes"})
    main = page[page.index("<main") :]
    assert main.index("next-h") < main.index("Send a message")
    assert "This study may not fit right now" in main
