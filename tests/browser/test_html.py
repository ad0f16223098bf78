"""The checker of HTML is there, and sees what is wrong; what axe looks at, it reads."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Server, violations
from tests.browser.vnu import html_errors, jar, running_checker
from tests.services.servers import lacking

pytestmark = pytest.mark.browser
WRONG = b"<!DOCTYPE html><html lang=en><title>x</title><p><div></p><img src=x>"


@pytest.fixture(autouse=True)
def _checker() -> None:
    if not jar():
        lacking("Java, or the checker that script/test installs for it")


def test_what_is_wrong_is_seen():
    said = " ".join(running_checker().errors(WRONG))
    assert "No \u201cp\u201d element in scope" in said
    assert "alt" in said


def test_a_page_is_read_as_it_was_sent(page: Page, server: Server):
    page.goto(server.base)
    page.route("**/wrong/", lambda route: route.fulfill(body=WRONG.decode()))
    assert html_errors(page) == []
    page.goto(f"{server.base}/wrong/")
    assert any("vnu" in one for one in violations(page))
