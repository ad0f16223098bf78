"""One mode for notes: its buttons are one Tab stop that arrow keys move, or none."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Server, fits, violations
from tests.browser.test_lengths import presses
from tests.browser.test_notes import STUDY, open_details, save

pytestmark = pytest.mark.browser
STOPS = """
[...document.querySelectorAll(".add-note")]
  .filter((link) => link.tabIndex === 0
    && link.checkVisibility({ visibilityProperty: true })).length
"""


def mode(page: Page) -> Locator:
    """Return the button that begins and ends the mode."""
    return page.get_by_role("button", name="Add notes")


def beside(page: Page) -> Locator:
    """Return the buttons beside the texts that can be seen."""
    return page.get_by_role("link", name="Add a note", exact=True)


def at(page: Page) -> str:
    """Return the name of what has the focus."""
    return page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''")


@pytest.fixture
def noting(page: Page, server: Server) -> Page:
    """The study's page with the mode begun by its keys alone."""
    page.goto(server.base + STUDY)
    mode(page).focus()
    page.keyboard.press("Space")
    return page


def test_a_reader_who_makes_no_notes_meets_no_button(page: Page, server: Server):
    page.goto(server.base + STUDY)
    assert page.evaluate(STOPS) == 0
    expect(mode(page)).to_have_attribute("aria-pressed", "false")
    expect(beside(page)).to_have_count(0)
    open_details(page)
    # With a mouse one comes beside the text that is pointed at, and no other.
    page.locator("[data-part=inclusion] li").nth(1).hover()
    expect(beside(page)).to_have_count(1)


def test_arrow_keys_go_from_text_to_text(noting: Page):
    page = noting
    expect(mode(page)).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(STOPS) == 1
    first = at(page)
    assert first == "Add a note: This is a research study. It tests CAR-…"
    seen = [first]
    for key in ("ArrowDown", "j"):
        page.keyboard.press(key)
        seen.append(at(page))
    assert len(set(seen)) == 3
    for key in ("ArrowUp", "k"):
        page.keyboard.press(key)
        seen.append(at(page))
    assert seen[3:] == seen[1::-1]
    page.keyboard.press("End")
    last = at(page)
    page.keyboard.press("ArrowDown")
    assert at(page) == last
    assert last != first
    page.keyboard.press("Home")
    assert at(page) == first
    assert page.evaluate(STOPS) == 1
    assert violations(page) == []


def test_what_lies_in_a_closed_fold_is_no_stop(noting: Page):
    assert "overview" not in parts_met(noting)
    noting.locator("#overview > summary").press("Enter")
    mode(noting).press("Enter")
    mode(noting).press("Enter")
    assert "overview" in parts_met(noting)


def parts_met(page: Page) -> set[str]:
    """Go down the whole page and return the parts that were met."""
    page.keyboard.press("Home")
    met, before = set(), ""
    while (here := page.evaluate("document.activeElement.href")) != before:
        before = here
        met.add(
            page.evaluate("document.activeElement.closest('[data-part]').dataset.part")
        )
        page.keyboard.press("ArrowDown")
    return met


def test_enter_writes_and_escape_leaves(noting: Page):
    page = noting
    page.keyboard.press("ArrowDown")
    where = at(page)
    page.keyboard.press("Enter")
    expect(page.locator("#note-text")).to_be_focused()
    save(page, "Who pays?")
    assert at(page) == where
    expect(page.locator("#note-status")).to_have_text(
        "The note is saved. Only you see it."
    )
    page.keyboard.press("Escape")
    expect(mode(page)).to_be_focused()
    expect(mode(page)).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(STOPS) == 0
    # The note itself stays there, and its button.
    expect(page.get_by_role("button", name="My notes here: 1")).to_be_visible()
    # Who comes back goes on where they were.
    page.keyboard.press("Enter")
    assert at(page) == where


@pytest.mark.parametrize("width", [360, 1280])
def test_the_way_to_the_team_is_as_short_with_the_mode_on(
    page: Page, server: Server, width
):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(server.base + STUDY)
    mode(page).click()
    assert fits(page)
    page.locator("body").evaluate(
        "body => { body.tabIndex = -1; body.focus(); scrollTo(0, 0); }"
    )
    assert presses(page, "Send a message", 12) <= 12


def test_without_scripts_a_target_shows_the_buttons(browser: Browser, server: Server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.base + STUDY)
    expect(beside(page)).to_have_count(0)
    page.get_by_role("link", name="Add notes").click()
    expect(beside(page).first).to_be_visible()
    page.get_by_role("link", name="Leave the notes").click()
    expect(beside(page)).to_have_count(0)
    context.close()
