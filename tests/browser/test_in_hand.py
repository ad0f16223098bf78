"""One hand holds the telephone: whom to call and what sends lie where its thumb is."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, enter_console
from tests.browser.languages import each_language
from tests.browser.test_conversation import write

pytestmark = pytest.mark.browser
# A telephone as most are, held in one hand: the thumb reaches the lower two thirds.
SCREEN = {"width": 390, "height": 844}
# What is left of it above the keyboard.
TYPING = {"width": 390, "height": 500}


# All of it is seen, in the lower two thirds, and nothing lies on it.
IN_REACH = """one => {
  const { left, right, top, bottom } = one.getBoundingClientRect();
  const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return top >= innerHeight / 3 && bottom <= innerHeight
    && left >= 0 && right <= innerWidth && one.contains(there);
}"""


def expect_in_reach(one: Locator) -> None:
    """Wait until the page has come to rest with this under the thumb."""
    one.page.wait_for_function(IN_REACH, arg=one.element_handle())


def check_reach(page: Page, address: str) -> None:
    """Open an enquiry; look at its top, at its end and while an answer is typed."""
    page.set_viewport_size(SCREEN)
    page.goto(address)
    call, answer = page.locator(".in-hand a[href^='tel:']"), page.locator("#id_text")
    way = page.locator(".in-hand a[href='#id_text']")
    send = page.locator(".in-reach .button").first
    expect_in_reach(call)
    expect_in_reach(way)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect_in_reach(call)
    way.click()
    expect(answer).to_be_focused()
    for size in (SCREEN, TYPING):
        page.set_viewport_size(size)
        answer.fill("\n".join("Yes, please come." for _ in range(30)))
        # As somebody who types comes to the end: from above. A smooth way up would go
        # on while the keys lead down.
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        answer.press("Control+End")
        page.keyboard.type("Yes.")
        expect_in_reach(call)
        expect_in_reach(send)
    # On a wide screen the number stands on top, and one scrolls as ever.
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate("scrollTo(0, 0)")
    expect(way).to_be_hidden()
    assert not call.evaluate(IN_REACH)


@each_language("prefix", gate="zh")
def test_whom_to_call_and_what_sends_are_in_reach(page: Page, server: Server, prefix):
    write(page, server, "May we come in May?")
    # The first of the list may be another's, who left no number to call.
    reference = re.search(r"ENQ(-\w{4}){3}", page.locator("main").inner_text())[0]
    enter_console(page, server)
    page.locator("#results").wait_for()
    check_reach(page, f"{server.base}{prefix}/staff/enquiries/{reference}/")
