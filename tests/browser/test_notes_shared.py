"""A link to shared notes is passed on, and its times are read in one's own zone."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Server

pytestmark = pytest.mark.browser
STUDY = "/trials/NCT07233642/"


def test_a_link_is_copied_and_times_are_local(browser: Browser, server: Server):
    context = browser.new_context(timezone_id="Asia/Tokyo")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(server.base + STUDY)
    page.get_by_role("button", name="Add notes").click()
    page.locator("#plain .add-note").first.click()
    page.locator("#note-text").fill("Who pays?")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator("#note-writer")).to_be_hidden()
    page.goto(f"{server.base}/notes/share/")
    page.locator("[name=notes]").check()
    page.get_by_role("button", name="Make the link").click()
    ends = page.locator("main time")
    expect(ends).to_have_text(re.compile(r"^(?!.*UTC).*\d"))
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".secret").first.inner_text()
    context.close()


def test_without_scripts_the_link_and_the_zone_stand_there(
    browser: Browser, server: Server
):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.base + STUDY)
    page.get_by_role("link", name="Add notes").click()
    page.locator("#plain .add-note").first.click()
    page.locator("[name=body]").fill("Who pays?")
    page.get_by_role("button", name="Save the note").click()
    page.goto(f"{server.base}/notes/share/")
    page.locator("[name=notes]").check()
    page.get_by_role("button", name="Make the link").click()
    expect(page.locator("main time")).to_contain_text("UTC")
    expect(page.locator(".secret").first).to_contain_text("/notes/shared/")
    expect(page.get_by_role("button", name="Copy the link")).to_be_hidden()
    context.close()
