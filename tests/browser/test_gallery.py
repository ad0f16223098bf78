"""Every part in every script, at 360 and 1280 px: nothing for axe, all in its place."""

import pytest
from playwright.sync_api import Page

from portal.pages.gallery import samples
from tests.browser.conftest import Server, looks_right

pytestmark = pytest.mark.browser

# What stands out of its frame, what is too small for a finger, and what lies under
# something else; by the names of the parts.
MISPLACED = """
(() => {
  const said = [];
  const box = (one) => one.getBoundingClientRect();
  const seen = (one) => one.checkVisibility() && box(one).width > 2;
  for (const part of document.querySelectorAll(".gallery section[id]")) {
    const frame = box(part);
    for (const one of part.querySelectorAll("*")) {
      if (!seen(one) || one.closest("svg") || one.closest(".scroll, .tabs")) continue;
      const { left, right } = box(one);
      if (left < frame.left - 4 || right > frame.right + 4) {
        said.push(`${part.id}: ${one.localName}.${one.className} stands out`);
      }
    }
    for (const one of part.querySelectorAll(".button, .choice, select, textarea")) {
      if (!seen(one) || box(one).height >= 32) continue;
      said.push(`${part.id}: ${one.className} is low`);
    }
  }
  const parts = [...document.querySelectorAll(".gallery section[id]")].map(box);
  parts.reduce((before, after) => {
    if (after.top < before.bottom - 4) said.push("two parts overlap");
    return after;
  });
  const reading = getComputedStyle(document.querySelector(".steps")).direction;
  for (const step of document.querySelectorAll(".steps > li")) {
    const text = document.createRange();
    text.selectNodeContents(step);
    const gap = reading === "rtl"
      ? box(step).right - text.getBoundingClientRect().right
      : text.getBoundingClientRect().left - box(step).left;
    if (gap < 40) said.push("a step lies under its number");
  }
  return said;
})()
"""


@pytest.mark.parametrize("script", samples())
def test_every_part(page: Page, server: Server, script):
    page.goto(f"{server.base}/dev/gallery/?script={script}")
    looks_right(page)
    for width in (320, 360, 640, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(MISPLACED) == [], width


@pytest.mark.parametrize("script", samples())
def test_every_part_where_the_reader_chose_all_colours(
    page: Page, server: Server, script
):
    page.emulate_media(forced_colors="active")
    page.goto(f"{server.base}/dev/gallery/?script={script}")
    widths = page.evaluate(
        "[...document.querySelectorAll('#button .button')].slice(0, 2)"
        ".map((one) => getComputedStyle(one).borderTopWidth)"
    )
    assert widths == ["3px", "1px"]


def test_every_part_on_paper(page: Page, server: Server):
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{server.base}/dev/gallery/")
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert ink == "rgb(38, 35, 31)"
    assert not page.locator(".button").first.is_visible()
    assert not page.locator(".foot").is_visible()
    assert page.locator("#fold p").first.is_visible()
