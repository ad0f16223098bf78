"""Above "Send" stands what leaves: to whom, how the answer comes, what goes along."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Server, violations
from tests.browser.test_journey import fill, press_send
from tests.browser.test_selfcheck import CHECK, walk
from tests.trials.selfcheck.founding import case

pytestmark = pytest.mark.browser
FORM = "/trials/NCT07233642/message/"


def line(page: Page, name: str) -> Locator:
    """Return what the summary says beside a name."""
    row = page.locator(".to-go div").filter(has=page.get_by_text(name, exact=True))
    return row.locator("dd")


def test_it_follows_what_is_filled_in(page: Page, server: Server):
    page.goto(server.base + FORM)
    expect(line(page, "To")).to_contain_text("The Children's Hospital of Zhejiang")
    expect(line(page, "By when")).to_contain_text("They are asked to answer by")
    expect(line(page, "With it")).to_have_text("Nothing but what you fill in here")
    page.fill("[name=email]", "lena@example.org")
    page.fill("[name=phone]", "+86 571 8888 8888")
    answer = line(page, "Answer")
    expect(answer).to_have_text(
        "By e-mail or phone: lena@example.org, +86 571 8888 8888"
    )
    page.check("[name=channel][value=PHONE]")
    expect(answer).to_have_text("By phone: +86 571 8888 8888")
    page.check("[name=channel][value=EMAIL]")
    expect(answer).to_have_text("By e-mail: lena@example.org")
    assert violations(page) == []


def test_it_costs_no_press(page: Page, server: Server):
    page.goto(server.base + FORM)
    fill(page, phone="+86 571 8888 8888")
    press_send(page)
    page.wait_for_url("**/enquiries/*/")


def test_without_scripts_it_says_where_it_is_chosen(browser: Browser, server: Server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.base + FORM)
    expect(line(page, "Answer")).to_have_text("In the way that you choose above")
    # What does not hang on a field is said all the same.
    expect(line(page, "To")).to_contain_text("The Children's Hospital of Zhejiang")
    # Of an age only those are asked who write for somebody else.
    age = page.locator("[name=person_age]")
    expect(age).to_be_hidden()
    page.check("[value=MY_CHILD]")
    expect(age).to_be_visible()
    page.check("[value=MYSELF]")
    expect(age).to_be_hidden()
    context.close()


def test_answers_go_along_only_while_their_box_is_ticked(page: Page, server: Server):
    page.goto(server.base + CHECK)
    walk(page, server, case("C10"))
    page.goto(server.base + FORM)
    along = line(page, "With it")
    expect(along).to_contain_text("is not ticked")
    page.check("[name=send_answers]")
    expect(along).to_have_text("Your self-check answers")
    page.uncheck("[name=send_answers]")
    expect(along).to_contain_text("is not ticked")
    page.get_by_role("button", name="Clear my answers").click()
    expect(page.get_by_text("Your answers are cleared.")).to_be_visible()
    expect(along).to_have_text("Nothing but what you fill in here")
