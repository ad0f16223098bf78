"""By a switch, at 400 %, with room between letters, in own colours, without motion."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Server, fits
from tests.browser.settling import settle

pytestmark = pytest.mark.browser
STUDY = "trials/NCT07233642/"
# Each page with its main act.
ACTS = {
    "": "main form .button",
    STUDY: "main a[href*='/message/']",
    f"{STUDY}sites/": "main .nearest .button",
    f"{STUDY}self-check/": "main a.button",
    f"{STUDY}message/": ".of-question .closing > .button",
    "alerts/": "main form .button",
    "trials/": ".search-form .button",
    "enquiries/lost/": "main form .button",
}
MOST_STOPS = 30
# WCAG 1.4.12; a sheet of the reader's own, which no policy of the page keeps out.
SPACED = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}
"""
CUT = """
() => [...document.querySelectorAll("main *, header *, footer *")].filter((one) => {
  const look = getComputedStyle(one);
  const hides = look.overflowY === "hidden" || look.overflowX === "hidden";
  const high = one.scrollHeight - one.clientHeight;
  const wide = one.scrollWidth - one.clientWidth;
  const isRead = one.checkVisibility() && one.clientWidth > 2 && one.innerText;
  return hides && isRead && (high > 2 || wide > 2);
}).map((one) => one.outerHTML.slice(0, 120))
"""
MOVES = """
() => [...document.querySelectorAll("*")].filter((one) => {
  const look = getComputedStyle(one);
  const lasts = [look.transitionDuration, look.animationDuration].join(",").split(",");
  return look.scrollBehavior === "smooth" || lasts.some((time) => parseFloat(time) > 0);
}).map((one) => one.outerHTML.slice(0, 80))
"""


def go(page: Page, server: Server, path: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{server.base}/{path}")
    settle(page)


@pytest.mark.parametrize("path", ACTS)
def test_a_switch_reaches_the_main_act(page: Page, server: Server, path):
    """Who scans with a switch steps from one stop to the next, as Tab does."""
    go(page, server, path, 1280, 800)
    act = page.locator(ACTS[path]).locator("visible=true").first
    expect(act).to_be_visible()
    assert any(stops_there(page, act) for _ in range(MOST_STOPS))


def stops_there(page: Page, act: Locator) -> bool:
    page.keyboard.press("Tab")
    return act.evaluate("it => it === document.activeElement")


@pytest.mark.parametrize("path", ACTS)
def test_at_400_percent_nothing_is_pushed_sideways(page: Page, server: Server, path):
    go(page, server, path, 320, 256)
    assert fits(page)
    act = page.locator(ACTS[path]).locator("visible=true").first
    act.scroll_into_view_if_needed()
    expect(act).to_be_in_viewport()


@pytest.mark.parametrize("path", ACTS)
def test_with_room_between_letters_nothing_is_cut(page: Page, server: Server, path):
    go(page, server, path, 360, 800)
    page.evaluate(SPACED)
    assert fits(page)
    assert page.evaluate(CUT) == []


def test_what_is_cut_is_seen(page: Page, server: Server):
    go(page, server, "", 360, 800)
    page.locator("h1").evaluate(
        "it => Object.assign(it.style, {overflow: 'hidden', blockSize: '1em'})"
    )
    assert len(page.evaluate(CUT)) >= 1


@pytest.mark.parametrize("path", [path for path in ACTS if path != STUDY])
def test_in_the_readers_own_colours_buttons_have_edges(
    page: Page, server: Server, path
):
    page.emulate_media(forced_colors="active")
    go(page, server, path, 360, 800)
    edges = page.locator("main .button:visible").evaluate_all(
        "all => all.map((it) => [it.matches('.quiet'),"
        " parseFloat(getComputedStyle(it).borderTopWidth)])"
    )
    assert edges
    assert {width for is_quiet, width in edges if not is_quiet} <= {3}
    assert {width for is_quiet, width in edges if is_quiet} <= {1}


@pytest.mark.parametrize("path", ACTS)
def test_who_wants_no_motion_has_none(page: Page, server: Server, path):
    page.emulate_media(reduced_motion="reduce")
    go(page, server, path, 360, 800)
    assert page.evaluate(MOVES) == []


def test_motion_is_seen(browser: Browser, server: Server):
    page = browser.new_page()
    page.emulate_media(reduced_motion="no-preference")
    page.goto(server.base)
    assert page.evaluate(MOVES)
    page.close()
