"""axe finds nothing on any page, at 360 and 1280 px, in English and Chinese."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, enter_console, fits, violations

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
    "alerts": "/alerts/?condition=Lupus",
    "alerts asked for": "/alerts/sent/",
    "all conditions": "/alerts/conditions/all/",
    "no page": "/dev/errors/404/",
    "an error of ours": "/dev/errors/500/",
}
WIDTHS = (360, 1280)
# A question, a "did you mean", and an answer.
PLACES = (("US", "Springfield"), ("DE", "Drresden"), ("DE", "Dresden"))


@pytest.mark.parametrize("language", ["", "/zh-hans"], ids=["en", "zh"])
@pytest.mark.parametrize("name", PAGES)
def test_every_public_page(browser: Browser, server: Server, name, language):
    page = browser.new_page()
    page.goto(server.base + language + PAGES[name])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == []
        assert fits(page)
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_after_a_step(browser: Browser, server: Server, width, scheme):
    """The errors, the choices, the nearest sites, the receipt and the console."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    page = context.new_page()
    for country, place in PLACES:
        page.goto(f"{server.base}/trials/NCT99000001/sites/")
        page.get_by_label("Country").select_option(country)
        page.get_by_label("Town or postcode").fill(place)
        page.get_by_role("button", name="Find sites").click()
        assert violations(page) == []
        assert fits(page)
    page.goto(f"{server.base}/trials/NCT07233642/message/")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#error-summary")).to_be_visible()
    assert violations(page) == []
    assert fits(page)
    send(page)
    assert violations(page) == []
    assert fits(page)
    console(page, server)
    context.close()


def send(page: Page) -> None:
    """Send a message from the form that is open."""
    page.check("input[name=relationship][value=MYSELF]")
    for name in ("first_name", "last_name", "message"):
        page.fill(f"[name={name}]", "Ada")
    page.fill("[name=email]", "ada@families.example")
    page.fill("[name=phone]", "+86 571 8888 8888")
    page.check("[name=consent]")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".timeline")).to_be_visible()


def console(page: Page, server: Server) -> None:
    """Look at the pages of the staff and of the newcomer."""
    page.goto(f"{server.base}/staff/")
    assert violations(page) == []
    enter_console(page, server)
    assert violations(page) == []
    assert fits(page)
    page.locator(".inbox a").first.click()
    assert violations(page) == []
    assert fits(page)
    page.goto(f"{server.base}/dev/inbox/")
    assert violations(page) == []
    assert fits(page)
