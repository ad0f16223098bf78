"""The drafts of languages: Arabic runs from the right; a family is answered in each."""

import re
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Server, enter_console, looks_right
from tests.browser.languages import in_turn
from tests.browser.test_conversation import open_newest, write
from tests.browser.test_header import IS_WHOLE, TALLEST, height
from tests.browser.test_journey import text_of
from tests.services.servers import wait_until
from tests.sink import Sink

pytestmark = pytest.mark.browser
STUDY = "/trials/NCT99000001/"
PAGES = {
    "home": "/",
    "search": "/trials/?q=lupus",
    "study": STUDY,
    "sites": f"{STUDY}sites/",
    "message": f"{STUDY}message/",
    "alerts": "/alerts/",
    "notes": "/notes/",
    "words": "/words/",
    "privacy": "/privacy/",
    "lost link": "/enquiries/lost/",
    "self-check": "/trials/NCT07233642/self-check/",
    "no page": "/dev/errors/404/",
}
# In the gate each page is looked at in one of these, in turn.
OTHERS = ("es", "zh-hant")
FAMILY = "mei@families.example"
ANSWER = "Yes, on Thursday."


@pytest.fixture(scope="module")
def world() -> Iterator[Server]:
    """A portal that offers every draft."""
    with Sink() as sink:
        running = Server(sink, DRAFT_LANGUAGES="all")
        yield running
        running.close()


@pytest.mark.parametrize("name", PAGES)
def test_pages_from_the_right(page: Page, world: Server, name: str):
    page.goto(f"{world.base}/ar{PAGES[name]}")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    looks_right(page)


@pytest.mark.parametrize(("name", "language"), in_turn(PAGES, OTHERS))
def test_pages_of_the_other_drafts(page: Page, world: Server, name, language):
    page.goto(f"{world.base}/{language}{PAGES[name]}")
    looks_right(page)


@pytest.mark.parametrize(("width", "most"), [(1280, 1500), (360, 3260)])
@pytest.mark.parametrize("study", ["NCT07233642", "NCT99000001"])
@pytest.mark.parametrize("language", ["es", "ar"])
def test_a_message_is_no_longer_than_a_page(
    page: Page, world: Server, language, study, width, most
):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{world.base}/{language}/trials/{study}/message/")
    assert page.locator("html").evaluate("it => it.scrollHeight") <= most


@pytest.mark.parametrize("language", ["", "es/", "ar/", "zh-hans/", "zh-hant/"])
def test_the_lamp_of_the_first_page_covers_nothing(page: Page, world: Server, language):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{world.base}/{language}")
    ends = page.locator(".home-head .drawing").evaluate(
        "it => it.getBoundingClientRect().bottom"
    )
    ways = page.locator(".ways").evaluate("it => it.getBoundingClientRect().top")
    assert 0 < ends <= ways


def test_what_a_script_counts_has_the_digits_of_the_page(page: Page, world: Server):
    def in_own_digits(route: Route) -> None:
        answer = route.fetch()
        words = answer.text().replace('data-numbers="latn"', 'data-numbers="arab"')
        route.fulfill(response=answer, body=words)

    left = page.locator("[data-length-of] [aria-hidden]")
    page.goto(f"{world.base}/ar{STUDY}message/")
    page.fill("[name=message]", "x" * 4600)
    expect(left).to_contain_text("400")
    page.route("**/message/", in_own_digits)
    page.reload()
    page.fill("[name=message]", "x" * 4600)
    expect(left).to_contain_text("٤٠٠")


def test_what_runs_the_other_way_keeps_its_order(page: Page, world: Server):
    page.goto(f"{world.base}/ar{STUDY}")
    title = page.locator("h1")
    expect(title).to_have_attribute("dir", "ltr")
    # It begins where the page's own words do: at the right.
    assert title.evaluate("one => getComputedStyle(one).textAlign") == "end"
    number = page.locator("a[href^='tel:']").first
    expect(number.locator("xpath=ancestor::bdi")).to_have_attribute("dir", "ltr")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_languages_stand_behind_a_button(page: Page, world: Server, width: int):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{world.base}/trials/")
    choice = page.locator("#languages")
    expect(choice).to_be_hidden()
    page.locator(".language-button").click()
    choice.get_by_role("link", name="español").click()
    expect(page).to_have_url(f"{world.base}/es/trials/")
    expect(page.locator(".language-button")).to_contain_text("español")


@pytest.mark.parametrize("language", ["", "/ar", "/es", "/zh-hans", "/zh-hant"])
def test_beside_both_buttons_the_name_stands_whole(
    page: Page, world: Server, language: str
):
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(f"{world.base}{language}/trials/")
    assert height(page) <= TALLEST
    assert page.locator(".brand > span").evaluate(IS_WHOLE)
    expect(page.locator(".globe")).to_be_visible()
    expect(page.locator(".language-button")).not_to_have_accessible_name("")
    looks_right(page)


def mails_with(world: Server, words: str, after: int = 0) -> list[EmailMessage]:
    """Return the family's mails that say something."""
    return [
        mail
        for mail in world.sink.mails[after:]
        if mail["To"] == FAMILY and words in mail["Subject"] + text_of(mail)
    ]


@pytest.mark.parametrize("language", ["ar", pytest.param("es", marks=pytest.mark.long)])
def test_a_family_is_answered_in_its_language(
    browser: Browser, page: Page, world: Server, language: str
):
    write(page, world, "Is there a place?", f"/{language}")
    receipt, before = page.url, len(world.sink.mails)
    reference = re.search(r"ENQ(-\w{4}){3}", page.content())[0]
    team = browser.new_page()
    enter_console(team, world)
    open_newest(team, world, reference)
    team.get_by_label("Your answer").fill(ANSWER)
    team.get_by_role("button", name="Send answer").click()
    expect(team.locator(".undo")).to_be_visible()
    team.close()
    # It leaves when it can no longer be taken back.
    wait_until(lambda: mails_with(world, ANSWER, before), "the answer's mail", 60)
    page.goto(receipt)
    expect(page.locator(".conversation .theirs")).to_contain_text(ANSWER)
    assert f"/{language}/enquiries/" in page.url
    mine = mails_with(world, reference)
    assert len(mine) >= 2
    for mail in mine:
        assert f'lang="{language}"' in mail.get_body(("html",)).get_content()
        assert f"/{language}/" in text_of(mail)
