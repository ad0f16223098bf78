"""A page is light: few files, few bytes."""

import gzip

import pytest
from playwright.sync_api import Page, Request

from tests.browser.conftest import Server

pytestmark = pytest.mark.browser
REQUESTS, BYTES = 6, 30_000


def asked(page: Page, address: str) -> dict[str, int]:
    """Return what a page asks for, and its bytes as they are sent."""
    found: dict[str, int] = {}
    page.on("requestfinished", lambda one: found.update({one.url: sent(one)}))
    page.goto(address, wait_until="networkidle")
    return found


def sent(request: Request) -> int:
    """Return the bytes of an answer, compressed as the portal compresses."""
    return len(gzip.compress(request.response().body()))


@pytest.mark.parametrize(
    ("path", "sheets"),
    [
        # A study brings its sheet inside the page.
        ("trials/NCT07233642/", 0),
        ("zh-hans/trials/NCT07233642/", 0),
        ("alerts/", 1),
    ],
)
def test_a_public_page(page: Page, server: Server, path, sheets):
    found = asked(page, f"{server.base}/{path}")
    assert len(found) <= REQUESTS
    assert sum(found.values()) <= BYTES
    assert len([one for one in found if one.endswith(".css")]) == sheets
    assert len([one for one in found if one.endswith(".js")]) <= 3


def test_a_page_of_the_staff(page: Page, server: Server):
    found = asked(page, f"{server.base}/staff/sign-in/")
    assert len([one for one in found if one.endswith(".css")]) == 1
    assert len([one for one in found if one.endswith(".js")]) <= 3
