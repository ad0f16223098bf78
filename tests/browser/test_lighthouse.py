"""What Lighthouse says of the pages that search engines find: at least 95 of 100."""

import json
import os

import pytest

from tests.browser.conftest import Server
from tests.services.npm import npm_module, run_node
from tests.services.servers import find_browser

pytestmark = [pytest.mark.browser, pytest.mark.long]
LEAST = 95
KINDS = ("accessibility", "best-practices", "seo")
PAGES = {
    "home": "/",
    "a condition": "/conditions/lupus-erythematosus-systemic/",
    "study": "/trials/NCT07233642/",
    "study in Chinese": "/zh-hans/trials/NCT07233642/",
    "sites": "/trials/NCT07233642/sites/",
    "sign-up": "/alerts/",
    "start of the self-check": "/trials/NCT07233642/self-check/",
    "words": "/words/",
}
QUIET = "--headless=new --no-sandbox --disable-dev-shm-usage"


def marks(address: str) -> dict[str, int]:
    """Return what it gives a page in each kind, with what it did not like."""
    told = run_node(
        npm_module("lighthouse") / "cli" / "index.js",
        *(address, "--quiet", "--output=json", f"--only-categories={','.join(KINDS)}"),
        f"--chrome-flags={QUIET}",
        **{**os.environ, "CHROME_PATH": find_browser() or "chromium"},
    )
    report = json.loads(told)
    disliked = [
        name
        for name, audit in report["audits"].items()
        if audit["score"] is not None and audit["score"] < 1
    ]
    found = {kind: round(100 * report["categories"][kind]["score"]) for kind in KINDS}
    return {**found, **dict.fromkeys(disliked, 0)}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_that_may_be_found(server: Server, path):
    found = marks(f"{server.base}{path}")
    assert min(found[kind] for kind in KINDS) >= LEAST, found
