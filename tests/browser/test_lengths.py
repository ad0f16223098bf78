"""How long a page is, how many steps to its main act, and how much it sends.

One table, so that what was won is not lost again: whoever puts something on a page
takes something away, or folds it.
"""

import gzip
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.conftest import Server, fits

pytestmark = pytest.mark.browser
STUDY, MANY = "trials/NCT07233642/", "trials/NCT99000001/"
HEIGHTS = {1280: 800, 390: 800, 360: 800}


@dataclass(frozen=True)
class Limits:
    """The most px at a window's width, and bytes and files of a first visit."""

    px: dict[int, int]
    byte: int = 30_000
    files: int = 6


LIMITS = {
    STUDY: Limits({1280: 6450, 390: 7870}),
    f"zh-hans/{STUDY}": Limits({1280: 6450, 390: 7870}),
    "": Limits({1280: 1700, 390: 3000}),
    f"{STUDY}message/": Limits({1280: 1420, 360: 3008}),
    # Of forty places one is chosen first.
    f"{MANY}message/": Limits({1280: 1500, 360: 3008}),
    f"{STUDY}sites/": Limits({1280: 920, 360: 1460}),
    "alerts/": Limits({1280: 1380, 360: 2960}),
}


def sent(request: Request) -> int:
    """Return the bytes of an answer, compressed as the portal compresses."""
    return len(gzip.compress(request.response().body()))


@pytest.mark.parametrize("path", LIMITS)
def test_a_page_is_no_longer_and_no_heavier(browser: Browser, server: Server, path):
    limits = LIMITS[path]
    page = browser.new_page()
    got: dict[str, int] = {}
    page.on("requestfinished", lambda one: got.update({one.url: sent(one)}))
    page.goto(f"{server.base}/{path}", wait_until="networkidle")
    assert len(got) <= limits.files
    assert sum(got.values()) <= limits.byte
    for width, most in limits.px.items():
        # What a telephone shows closed is closed when the page is opened there.
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        page.reload()
        assert page.locator("html").evaluate("it => it.scrollHeight") <= most, width
        assert fits(page)
    page.close()


def presses(page: Page, name: str, most: int) -> int:
    """Return how many Tabs lead to a link of this name that is in sight."""
    link = page.locator("main").get_by_role("link", name=name, exact=True)
    for count in range(1, most + 1):
        page.keyboard.press("Tab")
        if link.locator("visible=true").evaluate_all(
            "all => all.includes(document.activeElement)"
        ):
            return count
    return most + 1


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_the_team_is_within_the_first_screen(page: Page, server: Server, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{server.base}/{STUDY}")
    link = page.locator("main").get_by_role("link", name="Send a message", exact=True)
    expect(link.locator("visible=true").first).to_be_in_viewport(ratio=1)
    assert presses(page, "Send a message", 12) <= 12


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("alerts/", "[name=condition]"),
        (f"{STUDY}self-check/", "main a.button"),
        (f"{STUDY}message/", "[name=relationship]"),
    ],
)
def test_what_one_came_for_begins_within_the_first_screen(
    page: Page, server: Server, path, first
):
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{server.base}/{path}")
    expect(page.locator(first).first).to_be_in_viewport(ratio=1)


def test_fields_and_steps_beside_each_other_stand_on_one_line(
    page: Page, server: Server
):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{server.base}/{STUDY}message/")

    def top(found: str) -> float:
        return page.locator(found).evaluate("it => it.getBoundingClientRect().top")

    assert top("[for=id_first_name]") == top("[for=id_last_name]")
    assert top("#id_first_name") == top("#id_last_name") == top("#id_email")
    # Fields below each other are no pair.
    assert top("#id_first_name") < top("#id_phone")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", [f"{STUDY}message/", "alerts/"])
def test_steps_are_read_from_above_to_below_and_one_agrees_last(
    page: Page, server: Server, path, width
):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{server.base}/{path}")
    steps = page.locator(".in-steps > .step").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect())"
        ".map(box => [box.top, box.bottom])"
    )
    assert len(steps) == 3
    ends = [edge for step in steps for edge in step]
    assert ends == sorted(ends)
    fields = page.locator(
        "form :is(input, select, textarea):not([type=hidden], .trap *)"
    ).locator("visible=true")
    assert fields.last.get_attribute("name") == "consent"


def test_the_second_way_past_the_head_leads_to_the_team(page: Page, server: Server):
    page.goto(f"{server.base}/{STUDY}")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".skip:focus")).to_have_text("Send a message")
    page.keyboard.press("Enter")
    expect(page.locator("#ask-team")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{STUDY}message/")


def test_the_contents_list_says_where_one_is(page: Page, server: Server):
    page.goto(f"{server.base}/{STUDY}")
    here = page.locator(".toc [aria-current]")
    page.locator("#eligibility-h").scroll_into_view_if_needed()
    page.locator("#eligibility").evaluate("it => it.scrollIntoView()")
    expect(here).to_have_text("Who can take part")
    page.locator("#sites").evaluate("it => it.scrollIntoView()")
    expect(here).to_have_text("Where it takes place")


def test_what_is_folded_is_found_and_printed(page: Page, server: Server):
    page.goto(f"{server.base}/{STUDY}#word-cd19")
    expect(page.locator("#word-cd19")).to_be_visible()
    expect(page.locator("#overview")).not_to_have_attribute("open", "")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#overview")).to_have_attribute("open", "")
