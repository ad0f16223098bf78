"""axe finds nothing on any page, at 360 and 1280 px, in English and Chinese."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, enter_console, looks_right
from tests.browser.kept_pictures import keep_tree
from tests.browser.languages import in_turn

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "search": "/trials/?q=lupus",
    "founding study": "/trials/NCT07233642/",
    "forty sites": "/trials/NCT99000001/",
    "nobody to ask": "/trials/NCT99000012/",
    "stopped": "/trials/NCT99000008/",
    "not confirmed": "/trials/NCT99000006/",
    "nearest site": "/trials/NCT99000001/sites/",
    "message": "/trials/NCT07233642/message/",
    "lost link": "/enquiries/lost/",
    "message with choice": "/trials/NCT99000001/message/",
    "message to a closed study": "/trials/NCT99000007/message/",
    "finished study": "/trials/NCT99000007/",
    "similar studies": "/trials/NCT99000007/similar/",
    "history": "/trials/NCT99000001/changes/",
    "correction": "/trials/NCT99000001/correct/",
    "one mail": "/trials/NCT99000007/tell-me/results/",
    "alerts": "/alerts/?condition=Lupus",
    "alerts asked for": "/alerts/sent/",
    "privacy": "/privacy/",
    "imprint": "/imprint/",
    "accessibility": "/accessibility/",
    "about": "/about/",
    "help": "/help/",
    "all conditions": "/alerts/conditions/all/",
    "no page": "/dev/errors/404/",
    "an error of ours": "/dev/errors/500/",
}
# A question, a "did you mean", and an answer.
PLACES = (("US", "Springfield"), ("DE", "Drresden"), ("DE", "Dresden"))


@pytest.mark.parametrize(("name", "language"), in_turn(PAGES))
def test_every_public_page(browser: Browser, server: Server, name, language):
    page = browser.new_page()
    page.goto(server.base + language + PAGES[name])
    looks_right(page)
    keep_tree(page, f"{name} {page.locator('html').get_attribute('lang')}")
    page.close()


def test_pages_after_a_step(page: Page, server: Server):
    """The errors, the choices, the nearest sites, the receipt and the console."""
    for country, place in PLACES:
        page.goto(f"{server.base}/trials/NCT99000001/sites/")
        page.get_by_label("Country").select_option(country)
        page.get_by_label("Town or postcode").fill(place)
        page.get_by_role("button", name="Find sites").click()
        looks_right(page)
    page.goto(f"{server.base}/trials/NCT07233642/message/")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".error-summary")).to_be_visible()
    looks_right(page)
    send(page)
    looks_right(page)
    console(page, server)


def send(page: Page) -> None:
    """Send a message from the form that is open."""
    page.check("input[name=relationship][value=MYSELF]")
    page.check("[name=age_group][value=ADULT]")
    for name in ("first_name", "last_name", "message"):
        page.fill(f"[name={name}]", "Ada")
    page.fill("[name=email]", "ada@families.example")
    page.fill("[name=phone]", "+86 571 8888 8888")
    page.check("[name=consent]")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".way-gone")).to_be_visible()


def console(page: Page, server: Server) -> None:
    """Look at the pages of the staff and of the newcomer."""
    page.goto(f"{server.base}/staff/")
    looks_right(page)
    enter_console(page, server)
    looks_right(page)
    page.locator(".line a").first.click()
    looks_right(page)
    page.goto(f"{server.base}/dev/inbox/")
    looks_right(page)
