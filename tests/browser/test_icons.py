"""The icons are the mark as it is: after a change of it, script/icons draws them."""

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Server
from tests.pictures.icons import ICO_SIZES, IMAGES, icons

pytestmark = pytest.mark.browser
# Few colours and another chromium make a little difference, another mark a large one.
MOST = 4.0


def test_they_are_drawn_from_the_mark(browser: Browser):
    for name, wanted in icons(browser).items():
        with Image.open(IMAGES / name) as icon:
            kept = icon.convert("RGBA")
        difference = ImageChops.difference(kept, wanted.convert("RGBA"))
        assert max(ImageStat.Stat(difference).mean) < MOST, f"{name}: run script/icons"


def test_the_small_ones_are_in_one_file():
    with Image.open(IMAGES / "favicon.ico") as icon:
        assert icon.info["sizes"] == {(size, size) for size in ICO_SIZES}


def test_every_page_leads_to_them(page: Page, server: Server):
    page.goto(server.base)
    links = page.locator("link[rel=icon], link[rel=apple-touch-icon]")
    found = [link.get_attribute("href") for link in links.all()]
    assert [name.rsplit("/", 1)[1] for name in found] == [
        "favicon.ico",
        "mark.svg",
        "apple-touch-icon.png",
    ]
    for path in found:
        assert page.request.get(server.base + path).ok
