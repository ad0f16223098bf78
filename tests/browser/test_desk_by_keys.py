"""An hour is agreed on, a family handed on, and a month read, by the keyboard alone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, enter_console, looks_right
from tests.browser.test_coordinator import MANY as FAMILIES

pytestmark = pytest.mark.browser
# Enough to walk over a whole page of the console.
MANY = 120
# Other walks leave enquiries too, some without a telephone number.
CALLED = """
from contacts.models import Enquiry
found = Enquiry.objects.waiting().order_by("-pk")
print(next(one.reference for one in found if one.phone))
"""


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    """An enquiry with a telephone number that waits."""
    server.printed(FAMILIES)
    reference = server.printed(CALLED)
    enter_console(page, server)
    page.goto(f"{server.base}/staff/?q={reference}")
    page.locator("tr.line a").first.press("Enter")
    page.wait_for_url("**/staff/enquiries/*/")
    return page


def walk_to(page: Page, wanted: Locator) -> None:
    """Press Tab until something has the keyboard."""
    expect(wanted).to_be_visible()
    for _ in range(MANY):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"no way to {wanted}")


def test_an_hour_is_agreed_on_without_a_mouse(desk: Page):
    walk_to(desk, desk.locator("summary", has_text="Agree on a time"))
    desk.keyboard.press("Enter")
    walk_to(desk, desk.locator("#id_day"))
    # What a date field takes from the keyboard depends on the system's language.
    desk.locator("#id_day").fill(day_ahead(desk))
    walk_to(desk, desk.locator("#id_clock"))
    desk.locator("#id_clock").fill("18:00")
    walk_to(desk, desk.locator("#id_zone"))
    walk_to(desk, desk.get_by_role("button", name="Agree on it"))
    desk.keyboard.press("Enter")
    agreed = desk.locator("form.agreed")
    expect(agreed).to_contain_text("A call is agreed on:")
    looks_right(desk)
    walk_to(desk, desk.get_by_role("button", name="Drop it"))
    desk.keyboard.press("Enter")
    expect(agreed).to_have_count(0)


def day_ahead(page: Page) -> str:
    """Return a day within the next six months, as a date field takes it."""
    day: str = page.evaluate("new Date(Date.now() + 9e9).toISOString().slice(0, 10)")
    return day


def test_a_month_is_read_and_taken_by_keys(page: Page, server: Server):
    server.printed(FAMILIES)
    enter_console(page, server)
    page.goto(f"{server.base}/staff/month/")
    expect(page.locator("h1")).to_have_text(re.compile(r"\w+ \d{4}"))
    looks_right(page)
    walk_to(page, page.locator("#id_study"))
    walk_to(page, page.locator("#id_month"))
    page.keyboard.press("ArrowDown")
    walk_to(page, page.get_by_role("button", name="Show"))
    page.keyboard.press("Enter")
    page.wait_for_url("**month=**")
    expect(page.locator("h1")).to_have_text(re.compile(r"\w+ \d{4}"))
    paper = page.get_by_role("link", name="The same as PDF")
    walk_to(page, paper)
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename.endswith(".pdf")
