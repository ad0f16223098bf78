"""A button that waits for the mouse takes no room: no line stays empty for it."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Server, fits

pytestmark = pytest.mark.browser
# Texts that end higher than their box does.
EMPTY_LINES = """
[...document.querySelectorAll(":is(p, li:not(.site)) > .add-note")]
  .filter((button) => button.checkVisibility())
  .filter((button) => {
    const text = document.createRange();
    text.setStart(button.parentElement, 0);
    text.setEndBefore(button);
    const box = button.parentElement.getBoundingClientRect();
    return button === button.parentElement.lastElementChild
      && box.bottom - text.getBoundingClientRect().bottom > 12;
  })
  .map((button) => button.parentElement.textContent.trim().slice(0, 60))
"""


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_line_is_kept_for_a_button_that_is_not_seen(
    page: Page, server: Server, width
):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{server.base}/trials/NCT07233642/")
    assert page.locator("html").evaluate(f"() => {EMPTY_LINES}") == []
    assert fits(page)
