"""A slow line: home and a study are seen with their own file alone; nothing moves."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server

pytestmark = pytest.mark.browser
STUDY = "trials/NCT07233642/"
MOVED = """
  window.moved = [];
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) moved.push(one.value);
  }).observe({ type: "layout-shift", buffered: true });
"""
PAINTED = "performance.getEntriesByName('first-contentful-paint').length"


@pytest.mark.parametrize("path", ["", STUDY])
def test_a_page_is_painted_and_styled_before_any_other_file_comes(
    browser: Browser, server: Server, path
):
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text))
    # All but the page itself never comes.
    page.route("**/static/**", lambda route: None)
    page.goto(f"{server.base}/{path}", wait_until="commit")
    page.wait_for_function(f"() => {PAINTED}")
    title = page.locator("h1")
    expect(title).to_be_visible()
    assert title.evaluate("it => getComputedStyle(it).fontWeight") == "600"
    expect(page.locator(":is(.paper-sheet, .paper-foot)").first).to_be_hidden()
    assert refused == []
    page.unroute_all(behavior="ignoreErrors")
    page.close()


@pytest.mark.parametrize("path", ["", STUDY])
def test_the_policy_admits_this_sheet_and_no_other(page: Page, server: Server, path):
    answer = page.goto(f"{server.base}/{path}")
    policy = answer.header_value("content-security-policy")
    assert "style-src 'self' 'sha256-" in policy
    assert "unsafe" not in policy
    page.evaluate(
        "document.head.append(Object.assign("
        "document.createElement('style'), {textContent: 'h1 {color: red}'}))"
    )
    colour = page.locator("h1").evaluate("it => getComputedStyle(it).color")
    assert colour != "rgb(255, 0, 0)"
    other = page.goto(f"{server.base}/trials/")
    assert "sha256" not in other.header_value("content-security-policy")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", [STUDY, "", f"{STUDY}message/", "alerts/"])
def test_nothing_moves_while_a_page_comes(
    browser: Browser, server: Server, path, width
):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.add_init_script(MOVED)
    page.goto(f"{server.base}/{path}", wait_until="networkidle")
    assert page.evaluate("moved") == []
    # What does move is seen by the same watch.
    page.evaluate(
        "document.querySelector('main').prepend(Object.assign("
        "document.createElement('h2'), {textContent: 'pushed'}))"
    )
    page.wait_for_function("() => moved.length")
    page.close()
