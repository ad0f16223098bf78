"""Pictures of walks and trees of pages, for people to look at: in var/tests/."""

from playwright.sync_api import Page

from tests.browser.serving import ROOT

PICTURES, TREES = (ROOT / "var" / "tests" / kind for kind in ("pictures", "trees"))


def keep_picture(page: Page, name: str) -> None:
    """Keep the whole page as it is now."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def keep_tree(page: Page, name: str) -> None:
    """Keep what a reader of screens is told of a page: roles and names in lines."""
    tree = page.locator("body").aria_snapshot()
    assert tree.strip()
    TREES.mkdir(parents=True, exist_ok=True)
    (TREES / f"{name}.yml").write_text(f"{tree}\n", encoding="utf-8")
