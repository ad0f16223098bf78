"""On paper: two pages each, and on them whom to ring and where it stands."""

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Server
from tests.browser.test_journey import fill, press_send

pytestmark = pytest.mark.browser
STUDY = "/trials/NCT07233642/"
TEAM, SITE = "+44 20 7946 0100", "+44 20 7946 0101"
DESK = "desk@portal.example"
QUESTION = "What does this mean for a child of nine, and for how long?"


def pages(page: Page) -> int:
    """Return how many pages the printer would take."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4")))


def printed(page: Page) -> str:
    """Return the words that stand on the paper."""
    page.emulate_media(media="print")
    words = page.locator("body").inner_text()
    page.emulate_media(media="null")
    return words


def test_a_study_is_two_pages_with_the_teams_telephone(page: Page, server: Server):
    page.goto(server.base + STUDY)
    assert pages(page) == 2
    assert TEAM in printed(page)
    assert server.base in printed(page)
    # The whole text is longer: the count can tell.
    page.goto(f"{server.base}{STUDY}#whole")
    assert pages(page) > 2


def test_eight_questions_are_two_pages_with_the_teams_telephone(
    browser: Browser, server: Server
):
    page = browser.new_page()
    page.goto(server.base + STUDY)
    links = page.locator(".add-note").evaluate_all("all => all.map((a) => a.href)")
    for address in links[:8]:
        page.goto(address)
        page.fill("[name=body]", QUESTION)
        page.locator("form[data-once] button").last.click()
        page.wait_for_url("**/notes/#note-*")
    page.goto(f"{server.base}/notes/sheet/")
    words = printed(page)
    assert words.count(QUESTION) == 8
    assert TEAM in words
    assert DESK in words
    assert pages(page) <= 2
    page.close()


def test_a_familys_page_is_two_pages_without_what_one_presses(
    page: Page, server: Server
):
    page.goto(f"{server.base}{STUDY}message/")
    fill(page, phone="+86 571 8888 8888")
    press_send(page)
    page.wait_for_url("**/enquiries/*/")
    status = page.url
    for address in (status, f"{status}print/"):
        page.goto(address)
        words = printed(page)
        assert DESK in words
        assert "Have everything erased" not in words
        assert pages(page) <= 2
    # The site's own coordinator, who has it.
    assert SITE in words
    # The secret address is for who owns the page, not for who finds the paper.
    assert status not in words
