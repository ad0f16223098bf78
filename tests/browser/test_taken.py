"""Trials that somebody keeps for comparing, and a link that is passed on."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server

pytestmark = pytest.mark.browser
FIRST, SECOND = "NCT07233642", "NCT99000001"
# A browser that can share, and one that writes down what it is given.
SHARING = """
navigator.share = (given) => {
  document.documentElement.dataset.shared = JSON.stringify(given);
  return Promise.resolve();
};
"""


def open_study(page: Page, server: Server, number: str) -> None:
    """Open the page where the fold of what one takes along stands open."""
    page.goto(f"{server.base}/trials/{number}/#take-along")


def keep(page: Page) -> None:
    page.get_by_role("button", name="Keep for comparing").click()


def test_kept_trials_stand_side_by_side(browser: Browser, server: Server):
    context = browser.new_context()
    page = context.new_page()
    open_study(page, server, FIRST)
    button = page.get_by_role("button", name="Keep for comparing")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.locator("[data-open]")).to_be_hidden()
    keep(page)
    expect(button).to_have_attribute("aria-pressed", "true")
    open_study(page, server, SECOND)
    keep(page)
    link = page.get_by_role("link", name="Compare what you kept (2)")
    link.click()
    page.wait_for_url(re.compile(f"ids={FIRST},{SECOND}"))
    for number in (FIRST, SECOND):
        expect(page.get_by_role("main")).to_contain_text(number)
    # It stays in the browser: nothing goes along with a page.
    assert context.cookies() == []
    context.close()


def test_a_kept_trial_is_taken_away_again(browser: Browser, server: Server):
    context = browser.new_context()
    page = context.new_page()
    open_study(page, server, FIRST)
    keep(page)
    expect(page.locator("[data-count]")).to_have_text("1")
    keep(page)
    expect(page.locator("[data-open]")).to_be_hidden()
    page.reload()
    expect(page.locator("[data-keep]")).to_have_attribute("aria-pressed", "false")
    context.close()


def test_a_fifth_trial_is_refused_with_words(browser: Browser, server: Server):
    context = browser.new_context()
    page = context.new_page()
    open_study(page, server, FIRST)
    kept = '["NCT99000001","NCT99000002","NCT99000003","NCT99000005"]'
    page.evaluate("kept => localStorage.setItem('kept-trials', kept)", kept)
    page.reload()
    keep(page)
    status = page.locator("[data-kept] [role=status]")
    expect(status).to_have_text("Four are kept already. Take one away first.")
    expect(page.locator("[data-keep]")).to_have_attribute("aria-pressed", "false")
    context.close()


def test_the_link_is_shared_without_what_stands_behind_it(
    browser: Browser, server: Server
):
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(SHARING)
    page.goto(f"{server.base}/trials/{FIRST}/?from=search#take-along")
    page.get_by_role("button", name="Send the link …").click()
    told = re.compile(rf'"url":"{re.escape(server.base)}/trials/{FIRST}/"')
    expect(page.locator("html")).to_have_attribute("data-shared", told)
    context.close()


def test_a_browser_that_cannot_share_offers_no_button(browser: Browser, server: Server):
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("delete Navigator.prototype.share")
    open_study(page, server, FIRST)
    expect(page.locator("[data-keep]")).to_be_visible()
    expect(page.locator("[data-share]")).to_be_hidden()
    context.close()
