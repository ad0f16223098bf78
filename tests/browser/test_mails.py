"""No mail scrolls sideways on the smallest telephone; its buttons can be pressed."""

import pytest
from django.conf import settings
from playwright.sync_api import Page

from contacts.gallery.specimens import specimens
from tests.browser.conftest import AXE, Server, fits, looks_right
from tests.browser.languages import in_language
from tests.examples import looks_far

pytestmark = pytest.mark.browser
SMALLEST_TARGET = 44
JUDGED = """
axe.run({resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag22aa']})
  .then((found) => found.violations.flatMap(
    (one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`)))
"""
HEIGHTS = """
[...document.querySelectorAll('.button a, .quiet a')]
  .map((one) => one.getBoundingClientRect().height)
"""


@pytest.mark.parametrize(
    "language", [in_language(code, code, "en") for code, _name in settings.LANGUAGES]
)
def test_every_mail(page: Page, language):
    for name, (_purpose, write) in specimens().items():
        words = write(language).html
        looks = ((320, "dark"), (640, "light"))
        for width, scheme in looks if looks_far() else looks[language != "en" :][:1]:
            page.set_viewport_size({"width": width, "height": 640})
            page.emulate_media(color_scheme=scheme)
            page.set_content(words)
            assert fits(page), f"{name} at {width}"
            page.evaluate(AXE.read_text(encoding="utf-8"))
            assert page.evaluate(JUDGED) == [], f"{name} at {width}"
        assert min(page.evaluate(HEIGHTS), default=99) >= SMALLEST_TARGET, name


def test_the_gallery_shows_them_all(page: Page, server: Server):
    page.goto(f"{server.base}/dev/gallery/mails/")
    shown = page.locator(".mail-frame")
    assert shown.count() == len(specimens())
    inside = page.frame_locator(".mail-frame").first
    assert inside.locator("h1").text_content() == page.locator("h2").first.inner_text()
    looks_right(page)
