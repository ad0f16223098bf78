"""The foot of a page ends the window; lines stand under links in running text only."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Server, fits

pytestmark = pytest.mark.browser
# What has a line though it stands alone, or has none though words stand around it.
STRAY = """
(() => {
  const said = [];
  for (const link of document.querySelectorAll("a:not(.button, .skip, .add-note)")) {
    if (!link.checkVisibility() || !link.textContent.trim()) continue;
    const line = getComputedStyle(link).textDecorationLine.includes("underline");
    const alone = link.closest("nav, .foot-ways, h2, h3, .brand") !== null;
    const block = link.closest("p, li, dd, td, figcaption");
    const around = block
      && block.textContent.trim().length > link.textContent.trim().length + 20;
    const wrong = line ? alone : !alone && around;
    if (wrong) said.push(`${line}: ${link.outerHTML.slice(0, 120)}`);
  }
  return said;
})()
"""


@pytest.mark.parametrize("path", ["/dev/errors/404/", "/enquiries/lost/", "/notes/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_foot_ends_a_short_page(page: Page, server: Server, path, width):
    page.set_viewport_size({"width": width, "height": 1800})
    page.goto(server.base + path)
    box = page.locator(".foot").bounding_box()
    assert abs(box["y"] + box["height"] - 1800) <= 1
    assert fits(page)


@pytest.mark.parametrize(
    "path", ["/", "/trials/", "/trials/NCT07233642/", "/alerts/", "/dev/errors/404/"]
)
def test_lines_stand_in_running_text_only(page: Page, server: Server, path):
    page.goto(server.base + path)
    assert page.evaluate(STRAY) == []
