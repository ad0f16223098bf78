"""Three persons walk the self-check: what they read first, and how long it is."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, looks_right
from tests.browser.kept_pictures import keep_picture
from tests.browser.test_selfcheck import CHECK, walk
from tests.trials.selfcheck.founding import case

pytestmark = pytest.mark.browser
TELEPHONE = {"width": 360, "height": 780}
WOMAN = {
    **case("C01"),
    "who": "self",
    "age": {"value": 30, "unit": "a"},
    "dmards": ["mmf", "aza"],
    "sex": "female",
    "pregnant": "could_be",
    "contraception": "yes",
}
MAN = {
    **case("C01"),
    "who": "self",
    "age": {"value": 52, "unit": "a"},
    "sex": "male",
    "contraception": "unsure",
    "signs": ["unsure"],
    "has_results": "yes",
}


def end_of(browser: Browser, server: Server, answers: dict) -> tuple[Page, int]:
    """Return the result's page on a telephone, and the number of pages before it."""
    page = browser.new_page(viewport=TELEPHONE)
    page.goto(server.base + CHECK)
    return page, walk(page, server, answers)


def test_the_parent_of_a_boy_of_nine(browser: Browser, server: Server):
    page, pages = end_of(browser, server, case("C01"))
    assert pages == 19
    keep_picture(page, f"self-check-boy-of-nine-after-{pages}-pages")
    looks_right(page)
    # What has to be read ends on the first screen and a half; the rest is folded.
    button = page.locator("main a.button").first.bounding_box()
    assert button["y"] + button["height"] < TELEPHONE["height"]
    main = page.locator("main").bounding_box()
    assert main["height"] < 2 * TELEPHONE["height"]
    page.close()


def test_a_woman_who_may_be_pregnant_and_takes_mycophenolate(
    browser: Browser, server: Server
):
    page, pages = end_of(browser, server, WOMAN)
    keep_picture(page, f"self-check-woman-after-{pages}-pages")
    first = page.locator("main h2").first
    expect(first).to_contain_text("Please ring somebody today")
    above = first.bounding_box()["y"]
    assert above < page.get_by_role("heading", level=1).bounding_box()["y"]
    expect(page.locator("main a.button").first).to_have_class("button quiet")
    looks_right(page)
    page.close()


def test_a_man_who_knows_no_values(browser: Browser, server: Server):
    page, pages = end_of(browser, server, MAN)
    keep_picture(page, f"self-check-man-after-{pages}-pages")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("may not fit")
    expect(page.locator("main")).to_contain_text("children's hospital")
    looks_right(page)
    page.close()


def test_before_sending_a_calm_box_stands_above_the_button(
    browser: Browser, server: Server
):
    page = browser.new_page(viewport=TELEPHONE)
    page.goto(f"{server.base}/trials/NCT07233642/message/")
    page.check('[name=relationship][value="MYSELF"]')
    page.check("[name=age_group][value=ADULT]")
    page.fill("[name=first_name]", "Kim")
    page.fill("[name=email]", "kim@families.example")
    page.fill("[name=message]", "I do not want to live any more")
    page.get_by_role("button", name="Send", exact=True).click()
    # Help comes first, also where something is missing.
    expect(page.locator("#urgent")).to_be_visible()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator("[name=message]")).to_have_value(
        "I do not want to live any more"
    )
    looks_right(page)
    page.check("[name=cannot_be_called]")
    page.check("[name=consent]")
    page.get_by_role("button", name="Send", exact=True).click()
    page.wait_for_url("**/enquiries/*/**")
    page.close()
