"""Pictures of walks, for people to look at: they lie in var/tests/pictures/."""

from playwright.sync_api import Page

from tests.browser.serving import ROOT

PICTURES = ROOT / "var" / "tests" / "pictures"


def keep_picture(page: Page, name: str) -> None:
    """Keep the whole page as it is now."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
