"""Pictures of two checkouts, drawn in one run on one machine, and what differs."""

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Browser

from portal.pages.gallery import samples
from tests.browser.conftest import Server
from tests.sink import Sink

WIDTHS, SCHEMES = (360, 1280), ("light", "dark")
PAGES = {
    "home": "/",
    "home-zh": "/zh-hans/",
    "search": "/trials/?q=lupus",
    "study": "/trials/NCT99000001/",
    "message": "/trials/NCT99000001/message/",
    "news": "/alerts/",
    "notes": "/notes/",
    "lost": "/enquiries/lost/",
}
# A pixel that is a little lighter is the same; a few of them may be.
DARKEST, MOST = 24, 40


def addresses() -> dict[str, str]:
    """Return all that is drawn: the gallery in each script, and some pages."""
    gallery = {f"gallery-{code}": f"/dev/gallery/?script={code}" for code in samples()}
    return {**gallery, **PAGES}


def draw(root: Path, browser: Browser) -> dict[str, Image.Image]:
    """Return the pictures of one checkout by name, width and scheme."""
    with Sink() as sink:
        server = Server(sink, root)
        try:
            return dict(pictures(server.base, browser))
        finally:
            server.close()


def pictures(base: str, browser: Browser) -> Iterator[tuple[str, Image.Image]]:
    """Yield each picture of a running portal with its name."""
    for scheme in SCHEMES:
        page = browser.new_page(color_scheme=scheme)
        for name, path in addresses().items():
            page.goto(base + path)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                shot = Image.open(io.BytesIO(page.screenshot(full_page=True)))
                yield f"{name}-{width}-{scheme}", shot.convert("RGB")
        page.close()


def differing(before: Image.Image, after: Image.Image) -> int:
    """Return how many pixels differ; another size differs wholly."""
    if before.size != after.size:
        return max(before.width * before.height, after.width * after.height)
    bands = ImageChops.difference(before, after).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return sum(most.histogram()[DARKEST:])


def side_by_side(before: Image.Image, after: Image.Image) -> Image.Image:
    """Return one picture of both, for whoever looks at what has changed."""
    tallest = max(before.height, after.height)
    both = Image.new("RGB", (before.width + after.width + 16, tallest), "#808080")
    both.paste(before, (0, 0))
    both.paste(after, (before.width + 16, 0))
    return both
