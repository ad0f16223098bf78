"""A self-check's draft: how long its page is, and that each line opens by keyboard."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, enter_console, fits

pytestmark = pytest.mark.browser
# The most px at a window's width, for the founding study's self-check.
HEIGHTS = {1280: 2600, 360: 6300}


@pytest.fixture
def drafted(page: Page, server: Server) -> Page:
    """The page of a draft of the founding self-check."""
    enter_console(page, server, "desk")
    page.wait_for_url(f"{server.base}/staff/")
    page.goto(f"{server.base}/staff/self-checks/NCT07233642/")
    page.get_by_role("button", name="Copy as a new draft").first.click()
    expect(page.get_by_role("heading", name="Criteria", exact=True)).to_be_visible()
    return page


def test_a_draft_is_a_row_a_line_with_what_one_may_do_in_sight(drafted: Page):
    for width, most in HEIGHTS.items():
        drafted.set_viewport_size({"width": width, "height": 800})
        drafted.reload()
        height = drafted.locator("html").evaluate("it => it.scrollHeight")
        assert height <= most, width
        assert fits(drafted)
        act = drafted.get_by_role("heading", name="Review and publish")
        expect(act).to_be_in_viewport(ratio=1)


def test_a_line_opens_by_keyboard_and_leads_to_its_form(drafted: Page):
    line = drafted.locator("#line-E9")
    expect(line.get_by_text("Does not fit now if:")).to_be_hidden()
    line.locator("summary").focus()
    drafted.keyboard.press("Enter")
    expect(line.get_by_text("Does not fit now if:")).to_be_visible()
    drafted.keyboard.press("Tab")
    drafted.keyboard.press("Enter")
    drafted.wait_for_url("**/rule/E9/")


def test_a_draft_opens_and_is_reviewed_without_scripts(browser: Browser, drafted: Page):
    state = drafted.context.storage_state()
    plain = browser.new_context(java_script_enabled=False, storage_state=state)
    page = plain.new_page()
    page.goto(drafted.url)
    page.locator("#line-E9 summary").click()
    expect(page.locator("#line-E9").get_by_role("link")).to_be_visible()
    page.get_by_text("Review and publish").click()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    plain.close()
