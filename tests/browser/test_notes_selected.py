"""Notes on selected words with real keys, and what is around the dialog for them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from tests.browser.conftest import Server, violations
from tests.browser.test_notes import STUDY, highlighted, save

pytestmark = pytest.mark.browser


@pytest.fixture
def reading(
    browser_type: BrowserType, browser_type_launch_args: dict, server: Server
) -> Iterator[Page]:
    """The study's page in a browser whose keys move a caret through the text."""
    *args, settings = browser_type_launch_args["args"]
    args.append(f"{settings},caretBrowsingEnabled=true")
    browser = browser_type.launch(**{**browser_type_launch_args, "args": args})
    page = browser.new_page()
    page.goto(server.base + STUDY)
    yield page
    browser.close()


def select(page: Page, steps: int) -> None:
    """Go into the overview from its headline and select with the arrow keys."""
    page.locator("#plain-h").evaluate("h => { h.tabIndex = -1; h.focus(); }")
    # Past the heading, who has read the words, and the heading of the first block.
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    for _ in range(steps):
        page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#note-selected")).to_be_visible()


def test_by_keyboard_from_words_selected_with_the_arrow_keys(reading: Page):
    select(reading, 12)
    chosen = reading.evaluate("String(getSelection()).trim()")
    assert len(chosen) >= 8
    expect(reading.locator("#note-status")).to_contain_text("Press Tab and then Enter")
    reading.keyboard.press("Tab")
    expect(reading.locator("#note-selected")).to_be_focused()
    assert violations(reading) == []
    reading.keyboard.press("Enter")
    expect(reading.locator("#note-writer blockquote")).to_contain_text(chosen)
    assert violations(reading) == []
    reading.keyboard.type("Why?")
    reading.keyboard.press("Tab")
    reading.keyboard.press("Enter")
    expect(reading.locator("#note-writer")).to_be_hidden()
    # The button for the selection is gone; the reader goes on at the note.
    expect(reading.locator("#plain .my-note")).to_be_focused()
    assert len(highlighted(reading)) == 1


def test_escape_leaves_the_page_as_it_was(reading: Page):
    select(reading, 12)
    reading.keyboard.press("Tab")
    reading.keyboard.press("Enter")
    expect(reading.locator("#note-writer")).to_be_visible()
    reading.keyboard.press("Escape")
    expect(reading.locator("#note-writer")).to_be_hidden()
    assert highlighted(reading) == []


def test_a_selection_that_begins_before_the_text_is_offered_too(
    page: Page, server: Server
):
    page.goto(server.base + STUDY)
    page.keyboard.press("Control+a")
    page.locator("#note-selected").click()
    first = page.locator("[data-part]").first.inner_text()[:10]
    expect(page.locator("#note-writer blockquote")).to_contain_text(first)


def test_what_was_typed_for_one_text_is_no_draft_for_another(
    page: Page, server: Server
):
    page.goto(server.base + STUDY)
    links = page.locator("[data-part=inclusion] .add-note")
    text = page.locator("#note-text")
    links.first.evaluate("a => a.click()")
    text.fill("About the first")
    page.locator("#note-writer [data-close]").click()
    links.first.evaluate("a => a.click()")
    expect(text).to_have_value("About the first")
    page.locator("#note-writer [data-close]").click()
    links.nth(1).evaluate("a => a.click()")
    expect(text).to_have_value("")


def test_a_copy_that_the_browser_refuses_is_said(browser: Browser, server: Server):
    context = browser.new_context()
    context.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('no'))"
    )
    page = context.new_page()
    page.goto(server.base + STUDY)
    page.locator("#plain .add-note").first.evaluate("a => a.click()")
    save(page, "Who pays?")
    page.goto(f"{server.base}/notes/link/")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_text("The browser did not allow it.")).to_be_visible()
    expect(page.locator(".secret")).to_contain_text("/notes/open/")
    context.close()
