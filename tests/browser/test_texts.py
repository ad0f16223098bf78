"""A text of six sections: from nothing to review in few pages and presses."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, looks_right

pytestmark = pytest.mark.browser
EDITOR = """
from contacts.teams.actions.members import open_account
account = {"email": "words@portal.example", "password": "a long pass phrase"}
open_account(is_superuser=True, **account)
"""
MOST_PAGES, MOST_PRESSES = 10, 40


def enter_as_editor(page: Page, server: Server) -> None:
    server.printed(EDITOR)
    page.goto(f"{server.base}/staff/")
    page.get_by_label("Email").fill("words@portal.example")
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator(".way-group summary", has_text="Words").wait_for()


def test_six_sections_from_nothing_to_review(page: Page, server: Server):
    enter_as_editor(page, server)
    presses, pages = [], []
    page.on("framenavigated", lambda frame: pages.append(frame.url))

    def press(role: str, name: str) -> None:
        presses.append(name)
        page.get_by_role(role, name=name, exact=True).first.click()

    presses.append("a group of the head")
    page.locator(".way-group summary", has_text="Words").click()
    press("link", "Texts")
    press("link", "NCT99000002")
    press("button", "Write")
    for number in range(1, 7):
        presses.append("into a box")
        box = page.get_by_label(f"{number}. Text")
        box.fill("This is a research study. Nobody knows yet whether it helps.")
    press("button", "Save")
    expect(page.locator("#checked")).to_contain_text("Nobody knows yet")
    looks_right(page)
    press("button", "Hand in for review")
    expect(page.locator("h1")).to_contain_text("In review")
    looks_right(page)
    assert len(pages) <= MOST_PAGES
    assert len(presses) <= MOST_PRESSES


def test_words_are_checked_while_they_are_typed(page: Page, server: Server):
    enter_as_editor(page, server)
    page.goto(f"{server.base}/staff/texts/NCT99000003/")
    page.get_by_role("button", name="Write", exact=True).first.click()
    page.get_by_label("1. Text").fill("This drug cures everybody.")
    expect(page.locator("#checked q").first).to_contain_text("cures")
    page.get_by_label("1. Text").fill("This study tests a drug.")
    expect(page.locator("#checked q")).to_have_count(0)
    looks_right(page)
