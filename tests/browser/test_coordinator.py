"""A script plays a coordinator and counts what the hand does: presses and keys.

Typing words counts as none, wherever one types; each press of a button, a link or a key
counts as one.
"""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, enter_console
from tests.services.servers import wait_until

pytestmark = pytest.mark.browser
MANY = """
from datetime import timedelta
from django.utils import timezone
from contacts.demonstration.reading import read_stories
from contacts.enquiries.actions.sending import send_enquiry
from uuid import uuid4
from contacts.models import Team
site = Team.objects.exclude(is_desk=True).first().sites.select_related("study").first()
for story in read_stories()[:12]:
    send_enquiry(study=site.study, site=site, enquirer=story.enquirer, text="Hello?",
                 key=uuid4(), now=timezone.now(), by="demonstration")
"""
URGENT = """
from dataclasses import replace
from uuid import uuid4
from django.utils import timezone
from contacts.demonstration.reading import read_stories
from contacts.enquiries.actions.sending import send_enquiry
from contacts.models import Team
site = Team.objects.exclude(is_desk=True).first().sites.select_related("study").first()
who = next(one.enquirer for one in read_stories() if one.enquirer.person_age)
who = replace(who, first_name="Priya Nirmala Anna", last_name="Placeholder " * 5)
send_enquiry(study=site.study, site=site, enquirer=who, key=uuid4(),
             text="She cannot breathe well and her lips look blue.",
             now=timezone.now(), by="demonstration")
"""
# Nothing of it is cut by its own box or by one around it.
IS_WHOLE = """(one) => {
  const at = one.getBoundingClientRect();
  const line = one.closest(".line").getBoundingClientRect();
  const around = one.parentElement.getBoundingClientRect();
  return one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight + 2
    && at.right <= Math.min(line.right, around.right) + 1 && at.left >= line.left;
}"""
COUNT = """
from contacts.models import Message
print(Message.objects.filter(author="SITE_TEAM").count())
"""

DRAFTS = """
from contacts.models import Draft
print(Draft.objects.count())
"""


class Hand:
    """A page, and how often it was touched."""

    def __init__(self, page: Page) -> None:
        self.page, self.done = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.done += 1

    def click(self, what: Locator) -> None:
        what.click()
        self.done += 1


@pytest.fixture
def hand(page: Page, server: Server) -> Hand:
    server.printed(MANY)
    enter_console(page, server)
    page.goto(f"{server.base}/staff/")
    return Hand(page)


def answered(server: Server) -> int:
    return int(server.printed(COUNT))


def is_put_in(page: Page) -> None:
    expect(page.locator("#id_text")).not_to_have_value("")


def test_a_prepared_answer_is_two_keys_more_than_reading(hand: Hand, server: Server):
    page, before = hand.page, answered(server)
    hand.press("j")
    hand.press("Enter")
    expect(page.locator(".prepared")).to_be_visible()
    reading = hand.done
    hand.press("1")
    is_put_in(page)
    hand.press("Control+Enter")
    expect(page.get_by_text("leaves in a few seconds")).to_be_visible()
    assert hand.done - reading == 2
    assert answered(server) == before + 1


def test_ten_answers_are_at_most_twenty_five_actions(hand: Hand, server: Server):
    page, before = hand.page, answered(server)
    hand.click(page.locator(".line a").first)
    for _ in range(10):
        # Its script shows them, so its keys act from now on.
        expect(page.locator(".prepared")).to_be_visible()
        here = page.url
        hand.press("1")
        is_put_in(page)
        hand.press("Control+Shift+Enter")
        page.wait_for_url(
            lambda url, here=here: url != here and not url.endswith("/answer/")
        )
    assert answered(server) == before + 10
    assert hand.done <= 25


def test_a_family_by_telephone_is_three_actions_beside_its_words(
    hand: Hand, server: Server
):
    page = hand.page
    hand.press("t")
    page.get_by_label("What would they like to know?").fill("May we come in May?")
    page.get_by_label("Their first name").fill("Ada")
    page.get_by_label("Their e-mail address").fill("ada@families.example")
    page.get_by_label("They cannot be called").check()
    page.get_by_label("Myself").check()
    page.get_by_label("18 or older").check()
    hand.click(page.get_by_label("I agree that my message"))
    hand.click(page.get_by_role("button", name="Take it down"))
    expect(page.get_by_text("Spoken, written down by the team")).to_be_visible()
    assert hand.done == 3


def test_keys_do_nothing_where_one_types_and_can_be_turned_off(hand: Hand):
    page = hand.page
    page.locator("#id_q").fill("")
    page.locator("#id_q").press_sequentially("jkx?")
    expect(page.locator("#id_q")).to_have_value("jkx?")
    expect(page.locator("#keys")).not_to_be_visible()
    # Nobody is called so: the list has been narrowed down once there is no line.
    expect(page.locator("tr.line")).to_have_count(0)
    page.locator("#id_q").evaluate("one => one.blur()")
    hand.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.get_by_label("Single letters act").uncheck()
    hand.press("Escape")
    hand.press("j")
    assert page.evaluate("document.activeElement.closest('.line')") is None
    hand.press("?")
    page.get_by_label("Single letters act").check()
    hand.press("Escape")
    # All lines come back.
    page.locator("#id_q").fill("")
    expect(page.locator("tr.line").first).to_be_visible()
    page.locator("#id_q").evaluate("one => one.blur()")
    # With another key held it is the browser's or a screen reader's.
    hand.press("Alt+j")
    assert page.evaluate("document.activeElement.closest('.line')") is None
    hand.press("j")
    expect(page.locator("tr.line :focus")).to_have_count(1)


def test_lines_drawn_anew_keep_where_one_stands_and_what_is_ticked(hand: Hand):
    page = hand.page
    page.locator(".line [name=chosen]").nth(1).check()
    hand.press("j")
    stood = page.evaluate("document.activeElement.href")
    page.locator("tr.line").first.evaluate("one => { one.dataset.before = 'yes'; }")
    page.locator("#id_q").evaluate("one => one.form.dispatchEvent(new Event('input'))")
    expect(page.locator("tr.line[data-before]")).to_have_count(0)
    assert page.evaluate("document.activeElement.href") == stood
    expect(page.locator(".line [name=chosen]").nth(1)).to_be_checked()
    expect(page.locator(".line [name=chosen]:checked")).to_have_count(1)


@pytest.mark.parametrize(("width", "height", "least"), [(1280, 800, 20), (390, 844, 8)])
def test_so_many_lines_fit_on_a_screen(
    hand: Hand, server: Server, width: int, height: int, least: int
):
    server.printed(MANY)
    page = hand.page
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{server.base}/staff/?show=all")
    seen = """[...document.querySelectorAll('.line')].filter((one) => {
      const at = one.getBoundingClientRect();
      return at.top >= 0 && at.bottom <= innerHeight;
    }).length"""
    assert page.evaluate(seen) >= least


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_what_is_urgent_is_read_whole_and_a_name_gives_way_in_a_table_alone(
    hand: Hand, server: Server, width: int
):
    page = hand.page
    server.printed(URGENT)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{server.base}/staff/")
    line = page.locator("tr.line.urgent").first
    for what in (".badge", ".due", ".who small"):
        for one in line.locator(what).all():
            assert one.evaluate(IS_WHOLE), (what, one.inner_text())
    # The name is longer than any line of these: cut in a table, in more rows by hand.
    assert line.locator(".who a").evaluate(IS_WHOLE) == (width < 992)
    if width < 992:
        assert line.locator(".preview").evaluate(IS_WHOLE)


def test_every_tab_is_in_sight_on_a_telephone(hand: Hand):
    hand.page.set_viewport_size({"width": 360, "height": 800})
    tabs = hand.page.locator(".tabs")
    assert tabs.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_what_is_typed_is_there_after_leaving(hand: Hand, server: Server):
    page = hand.page
    hand.click(page.locator(".line a").last)
    page.wait_for_url("**/staff/enquiries/*/")
    here = page.url
    before = server.printed(DRAFTS)
    page.locator("#id_text").press_sequentially("Half an ans")
    # At once: what is kept when a page is left outlives it.
    page.go_back()
    wait_until(lambda: server.printed(DRAFTS) != before, "a begun answer", 60)
    page.goto(here)
    expect(page.locator("#id_text")).to_have_value("Half an ans")
    # A prepared answer stands below own words, not over them.
    page.locator(".chip").first.click()
    assert page.locator("#id_text").input_value().startswith("Half an ans\n\n")
