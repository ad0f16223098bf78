"""The search in a real browser: by keyboard with suggestions, and without scripts."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, looks_right
from tests.browser.languages import each_language

pytestmark = pytest.mark.browser


def open_search(page: Page, server: Server, language: str = "") -> None:
    page.goto(f"{server.base}{language}/trials/")


@each_language("language", gate="en")
def test_suggestions_by_keyboard_then_filters(
    browser: Browser, server: Server, language
):
    page = browser.new_context().new_page()
    open_search(page, server, language)
    looks_right(page)
    field = page.locator("#id_q")
    expect(field).to_have_attribute("role", "combobox")
    field.press_sequentially("lup")
    options = page.locator("#id_q_list [role=option]")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    marked = field.get_attribute("aria-activedescendant")
    assert marked == options.first.get_attribute("id")
    looks_right(page)
    field.press("Escape")
    expect(page.locator("#id_q_list")).to_be_hidden()
    field.press_sequentially("u")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).not_to_have_value("lupu")
    expect(field).not_to_have_value("")
    place = page.locator("#id_place")
    place.press_sequentially("hangz")
    places = page.locator("#id_place_list [role=option]")
    expect(places.first).to_be_visible()
    place.press("ArrowDown")
    place.press("Enter")
    expect(place).to_have_value(re.compile("Hangzhou, "))
    place.press("Enter")
    page.wait_for_url(re.compile(r"\?q=.*near="))
    assert "Hangzhou" not in page.url
    looks_right(page)
    expect(page.locator(".understood-part").first).to_be_visible()
    first = page.locator(".filters a").first
    first.focus()
    first.press("Enter")
    page.wait_for_load_state()
    expect(page.locator(".filters a[aria-current]").first).to_be_visible()
    looks_right(page)


def test_all_of_it_without_scripts(browser: Browser, server: Server):
    page = browser.new_context(java_script_enabled=False).new_page()
    open_search(page, server)
    page.fill("#id_q", "lupus")
    page.fill("#id_place", "Springfield")
    page.select_option("#id_country", "US")
    page.locator(".search-form button").click()
    question = page.locator("#place-question")
    expect(question).to_be_visible()
    question.locator("a").first.click()
    page.wait_for_url(re.compile("near="))
    expect(page.locator(".understood-part", has_text="Springfield")).to_be_visible()
    expect(page.locator("#place-question")).to_have_count(0)


@pytest.mark.parametrize(("width", "results"), [(360, 1), (1280, 2)])
def test_what_was_found_stands_in_the_first_screen(
    page: Page, server: Server, width, results
):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{server.base}/trials/?q=lupus")
    expect(page.locator("#found-h")).to_be_in_viewport(ratio=1)
    for number in range(results):
        card = page.locator(".found-cards > li").nth(number)
        expect(card).to_be_in_viewport(ratio=1)
    # Before anything was asked for, the form itself is what one came for.
    page.goto(f"{server.base}/trials/")
    expect(page.locator("#id_place")).to_be_in_viewport(ratio=1)
