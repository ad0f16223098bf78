"""The head of a page is one row; where it is narrow the ways stand behind a button."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, enter_console, fits, violations

pytestmark = pytest.mark.browser
TALLEST = 64
IS_WHOLE = """(one) => one.scrollWidth <= one.clientWidth
  && one.scrollHeight <= one.clientHeight + 1"""


def height(page: Page) -> float:
    return page.locator(".top").bounding_box()["height"]


@pytest.mark.parametrize("language", ["", "zh-hans/"])
@pytest.mark.parametrize("width", [320, 360, 768])
def test_one_row_and_a_menu(page: Page, server: Server, width, language):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{server.base}/{language}")
    assert height(page) <= TALLEST
    assert fits(page)
    assert page.locator(".brand > span").evaluate(IS_WHOLE)
    menu = page.locator("#menu")
    expect(menu).to_be_hidden()
    page.locator(".menu-button").focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#menu') !== null")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_the_other_language_is_in_sight_of_whoever_reads_it(page: Page, server: Server):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{server.base}/trials/")
    page.get_by_role("link", name="简体中文").click()
    expect(page).to_have_url(f"{server.base}/zh-hans/trials/")


def test_where_there_is_room_every_way_is_in_sight(page: Page, server: Server):
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"{server.base}/")
    assert height(page) <= TALLEST
    expect(page.locator(".menu-button")).to_be_hidden()
    page.get_by_role("link", name="My notes").click()
    expect(page.locator("h1")).to_have_text("My notes")


def test_the_console(page: Page, server: Server):
    enter_console(page, server, "desk")
    page.locator("h1").wait_for()
    page.set_viewport_size({"width": 360, "height": 700})
    assert height(page) <= TALLEST
    assert page.locator(".brand > span").evaluate(IS_WHOLE)
    page.locator(".menu-button").click()
    page.locator("#menu").get_by_role("link", name="Figures").click()
    expect(page).to_have_url(f"{server.base}/staff/figures/")
