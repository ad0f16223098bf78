"""Draws the icons of the portal from static/img/mark.svg; script/icons calls it."""

import io
from base64 import b64encode
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import QUIET
from tests.services.servers import find_browser

IMAGES = Path(__file__).resolve().parents[2] / "static" / "img"
MARK = IMAGES / "mark.svg"
PAPER = "#fbf8f3"
ICO_SIZES = (16, 32, 48)
# What a telephone cuts off: of a maskable picture all but a circle of four fifths.
TOUCH, TOUCH_SHARE = 180, 0.72
MASKABLE, MASKABLE_SHARE = 512, 0.56


def drawn(browser: Browser, size: int, share: float, ground: str) -> Image.Image:
    """Return the mark on a square of a ground, or on nothing."""
    code = b64encode(MARK.read_bytes()).decode()
    page = browser.new_page(viewport={"width": size, "height": size})
    page.set_content(
        f"<body style='margin:0;height:100vh;display:grid;place-items:center;"
        f"background:{ground}'><img style='width:{share * 100}%' "
        f"src='data:image/svg+xml;base64,{code}'>"
    )
    page.wait_for_function("document.images[0].complete")
    picture = page.screenshot(omit_background=True)
    page.close()
    return Image.open(io.BytesIO(picture))


def icons(browser: Browser) -> dict[str, Image.Image]:
    """Return each picture by the name of its file."""
    return {
        "favicon.ico": drawn(browser, max(ICO_SIZES), 1, "transparent"),
        "apple-touch-icon.png": drawn(browser, TOUCH, TOUCH_SHARE, PAPER).convert(
            "RGB"
        ),
        "maskable.png": drawn(browser, MASKABLE, MASKABLE_SHARE, PAPER).convert("RGB"),
    }


def save(name: str, picture: Image.Image, small: list[Image.Image]) -> None:
    """Write a picture; an ico holds each size drawn for itself."""
    if name.endswith(".ico"):
        sizes = [(size, size) for size in ICO_SIZES]
        picture.save(IMAGES / name, sizes=sizes, append_images=small)
    else:
        few = picture.quantize(64)
        few.save(IMAGES / name, optimize=True)


def main() -> None:
    """Draw all icons anew."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_browser(), args=QUIET)
        small = [drawn(browser, size, 1, "transparent") for size in ICO_SIZES[:-1]]
        for name, picture in icons(browser).items():
            save(name, picture, small)
        browser.close()


if __name__ == "__main__":
    main()
