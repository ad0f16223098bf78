"""The self-check in a real browser: by keyboard alone, read in order, nothing kept."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, enter_console, looks_right
from tests.browser.languages import each_language
from tests.browser.settling import settle
from tests.trials.selfcheck.founding import case

pytestmark = pytest.mark.browser
CHECK = "/trials/NCT07233642/self-check/"


def answer(page: Page, answers: dict) -> None:
    """Answer the questions of the page that is shown."""
    names = page.evaluate(
        "[...new Set([...document.querySelectorAll("
        "'.question [name]:not([name$=\".unknown\"])')]"
        ".map((field) => field.name))]"
    )
    for name in names:
        value = answers.get(name.partition(".")[0])
        if value is None:
            continue
        if name.endswith(".unit"):
            page.select_option(f'[name="{name}"]', value["unit"])
        elif isinstance(value, dict):
            page.fill(f'[name="{name}"]', str(value["value"]))
        elif isinstance(value, list):
            for code in value:
                page.check(f'[name="{name}"][value="{code}"]')
        elif page.locator(f'[name="{name}"]').first.get_attribute("type") == "radio":
            page.check(f'[name="{name}"][value="{value}"]')
        else:
            page.fill(f'[name="{name}"]', str(value))


def walk(page: Page, server: Server, answers: dict, *, check_each: bool = False) -> int:
    """Walk to the result; return how many pages it took."""
    page.get_by_role("link", name="Start").or_(page.locator("main a.button")).click()
    for count in range(40):
        page.wait_for_url("**/self-check/**")
        if page.url.endswith("/result/"):
            return count
        if check_each:
            looks_right(page)
        before = page.url
        answer(page, answers)
        page.locator(".selfcheck form:not([data-whole]) button[type=submit]").click()
        page.wait_for_function("before => location.href !== before", arg=before)
    raise AssertionError("no result")


@each_language("language", gate="zh")
def test_every_page_of_a_walk(page: Page, server: Server, language):
    page.goto(f"{server.base}{language}{CHECK}")
    looks_right(page)
    assert walk(page, server, case("C05"), check_each=True) == 21
    page.locator("details").evaluate_all("all => all.forEach((d) => d.open = true)")
    looks_right(page)
    page.close()


def test_a_boy_of_nine_has_nineteen_pages_and_a_failed_gate_three(
    browser: Browser, server: Server
):
    for number, pages in (("C01", 19), ("C10", 3), ("C02", 2)):
        page = browser.new_page()
        page.goto(server.base + CHECK)
        assert walk(page, server, case(number)) == pages
        page.close()


def test_pages_move_without_a_reload_and_back_works(page: Page, server: Server):
    page.goto(f"{server.base}{CHECK}q/1/")
    page.evaluate("window.isSame = true")
    page.check('[name=who][value="self"]')
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("How old are you?")
    assert page.evaluate("window.isSame")
    page.go_back()
    expect(page.locator('[name=who][value="self"]')).to_be_checked()
    assert page.evaluate("window.isSame")
    page.go_forward()
    page.fill('[name="age.value"]', "x")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".error-summary")).to_be_focused()


def test_with_a_keyboard_only(page: Page, server: Server):
    page.goto(f"{server.base}{CHECK}q/1/")
    page.locator("#who-first").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator('[name=who][value="child"]')).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("How old are they?")
    page.locator('[name="age.value"]').focus()
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "may not fit right now"
    )
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.reasons > summary')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".reasons").first).not_to_have_attribute("open", "")


def test_a_screen_reader_hears_question_help_options_reason_button(
    page: Page, server: Server
):
    page.goto(f"{server.base}{CHECK}q/7/")
    page.goto(f"{server.base}{CHECK}q/3/")
    order = page.evaluate(
        "[...document.querySelectorAll('.selfcheck form:not([data-whole]) *')]"
        ".map((e) => e.matches('h1') ? 'question' : e.matches('.question > .hint')"
        " ? 'help' : e.matches('input') ? 'option' : e.matches('.why') ? 'why' :"
        " e.matches('button') ? 'button' : '').filter(Boolean)"
    )
    assert order == ["question", "help", *["option"] * 5, "why", "button"]
    group = page.get_by_role("group", name="Has a doctor said that they have lupus")
    expect(group.get_by_role("radio")).to_have_count(5)


def test_nothing_is_kept_in_the_browser_but_the_cookie(page: Page, server: Server):
    page.goto(server.base + CHECK)
    walk(page, server, case("C10"))
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    cookies = page.context.cookies()
    assert [cookie["name"] for cookie in cookies] == ["selfcheck"]
    assert cookies[0]["expires"] == -1
    page.get_by_role("button", name="Clear my answers").click()
    expect(page.get_by_role("status")).to_contain_text("Your answers are cleared.")
    assert page.context.cookies() == []


def test_answers_beside_the_message_can_be_read_and_cleared(page: Page, server: Server):
    page.goto(server.base + CHECK)
    walk(page, server, case("C10"))
    page.get_by_role("link", name="Send a message").click()
    page.wait_for_url("**/message/**")
    expect(page.get_by_text("This study may not fit")).to_be_visible()
    looks_right(page)
    page.get_by_label("Your message").fill("Is there a place?")
    page.get_by_role("button", name="Clear my answers").click()
    expect(page.get_by_text("Your answers are cleared.")).to_be_visible()
    expect(page.get_by_label("Your message")).to_have_value("Is there a place?")
    assert page.context.cookies() == []


def test_a_browser_that_loses_the_cookie_says_so(page: Page, server: Server):
    page.goto(f"{server.base}{CHECK}q/1/")
    page.check('[name=who][value="child"]')
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("How old are they?")
    page.context.clear_cookies()
    page.check('[name="age.unknown"]')
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("status")).to_contain_text("refuses cookies")
    page.locator("main a.button").click()
    expect(page.locator('[name=who][value="child"]')).not_to_be_checked()


def test_without_scripts(browser: Browser, server: Server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.base}{CHECK}q/1/")
    page.check('[name=who][value="child"]')
    page.get_by_role("button", name="Continue").click()
    page.fill('[name="age.value"]', "4")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "may not fit right now"
    )
    context.close()


def test_authors_pages_are_accessible(page: Page, server: Server):
    enter_console(page, server, "desk")
    here = f"{server.base}/staff/self-checks/"
    page.goto(here)
    page.goto(f"{here}NCT07233642/")
    page.get_by_role("button", name="Copy as a new draft").first.click()
    settle(page)
    draft = page.url
    rules = ("rule/E8/", "rule/I2d/", "rule/E11/", "rule/E9/split/")
    questions = ("question/age/", "question/dmards/", "question/egfr/")
    for path in ("", "words/", "try/", *rules, *questions, "group/g-pregnancy/"):
        page.goto(draft + path)
        # What is folded is looked at too.
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = 1)")
        looks_right(page)
    for path in ("NCT07233642/", "NCT07233642/paste/"):
        page.goto(here + path)
        looks_right(page)
    page.goto(here)
    looks_right(page)
