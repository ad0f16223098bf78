"""The form in a real browser: nothing typed is lost or cut, questions are plain."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, looks_right, violations
from tests.browser.languages import each_language
from tests.browser.test_journey import fill, press_send

pytestmark = pytest.mark.browser
FORM = "/trials/NCT07233642/message/"
KEPT = "Object.keys(sessionStorage).filter(name => name.startsWith('kept'))"


def typed(page: Page) -> dict[str, str]:
    """Return what stands in the form."""
    names = ("first_name", "email", "phone", "message", "person_age")
    return {name: page.input_value(f"[name={name}]") for name in names}


def test_what_is_typed_survives_a_reload_and_a_way_away(page: Page, server: Server):
    page.goto(server.base + FORM)
    expect(page.locator("[data-kept-back]")).to_be_hidden()
    fill(page, message="Two\nlines")
    before = typed(page)
    for leave in (
        page.reload,
        lambda: page.goto(server.base + FORM),
        lambda: (page.goto(server.base), page.goto(server.base + FORM)),
    ):
        leave()
        expect(page.locator("[data-kept-back]")).to_be_visible()
        assert typed(page) == before
        expect(page.locator("[value=MY_CHILD]")).to_be_checked()
        # Consent is given for what stands there now.
        expect(page.locator("[name=consent]")).not_to_be_checked()
    assert violations(page) == []


def test_another_tab_knows_nothing_of_it(page: Page, server: Server):
    page.goto(server.base + FORM)
    fill(page)
    other = page.context.new_page()
    other.goto(server.base + FORM)
    assert typed(other)["first_name"] == ""
    other.close()


def test_it_is_gone_with_the_tab(page: Page, server: Server):
    page.goto(server.base + FORM)
    fill(page)
    assert len(page.evaluate(KEPT)) == 1
    browser_window = page.context
    page.close()
    later = browser_window.new_page()
    later.goto(server.base + FORM)
    assert typed(later)["message"] == ""
    assert later.evaluate(KEPT) == []
    expect(later.locator("[data-kept-back]")).to_be_hidden()
    later.close()


def test_it_is_gone_once_it_is_sent(page: Page, server: Server):
    page.goto(server.base + FORM)
    fill(page, phone="+86 571 8888 8888")
    assert len(page.evaluate(KEPT)) == 1
    press_send(page)
    page.wait_for_url("**/enquiries/*/")
    assert page.evaluate(KEPT) == []
    page.goto(server.base + FORM)
    assert typed(page)["first_name"] == ""


def test_a_refused_form_is_kept_too_and_can_be_emptied(page: Page, server: Server):
    page.goto(server.base + FORM)
    fill(page, phone="+49 1234", email="lena@gmial.com")
    press_send(page)
    expect(page.locator(".error-summary")).to_be_focused()
    page.goto(server.base + FORM)
    assert typed(page)["phone"] == "+49 1234"
    page.get_by_role("button", name="Empty the form").click()
    assert typed(page)["phone"] == ""
    page.reload()
    assert typed(page)["phone"] == ""
    assert page.evaluate(KEPT) == []


def test_a_browser_without_storage_still_sends(browser: Browser, server: Server):
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'sessionStorage',"
        " {get() { throw new DOMException('no') }})"
    )
    page = context.new_page()
    page.goto(server.base + FORM)
    fill(page, phone="+86 571 8888 8888")
    press_send(page)
    page.wait_for_url("**/enquiries/*/")
    context.close()


def test_a_long_paste_stays_whole_and_is_told_rarely(page: Page, server: Server):
    page.goto(server.base + FORM)
    note = page.locator("[data-length-of]")
    seen, heard = note.locator("[aria-hidden]"), note.locator("[role=status]")
    page.fill("[name=message]", "x" * 4000)
    expect(seen).to_have_text("")
    page.fill("[name=message]", "x" * 4600)
    expect(seen).to_have_text("Characters left: 400")
    expect(heard).to_have_text("Characters left: 400")
    page.fill("[name=message]", "x" * 4601)
    expect(seen).to_have_text("Characters left: 399")
    # Not said with every letter.
    expect(heard).to_have_text("Characters left: 400")
    page.fill("[name=message]", "👩" * 5027)
    expect(seen).to_contain_text("Characters too many: 27")
    expect(heard).to_contain_text("Nothing is cut off")
    assert page.input_value("[name=message]") == "👩" * 5027
    assert violations(page) == []


@each_language("language", gate="en")
def test_questions_code_and_stop_are_plain_to_everybody(
    page: Page, server: Server, language
):
    page.goto(server.base + language + FORM)
    fill(page, phone="+49 1234", email="lena@gmial.com", message="x" * 4900)
    page.locator(".message-form .button[type=submit]").last.click()
    expect(page.locator(".asked-back")).to_have_count(2)
    looks_right(page)
    page.fill("[name=email]", "")
    page.check("[name=phone_is_right]")
    page.fill("[name=message]", "Hello")
    page.locator(".message-form .button[type=submit]").last.click()
    page.check("[name=consent_transfer]")
    page.locator(".message-form .button[type=submit]").last.click()
    expect(page.locator(".short-code")).to_be_visible()
    looks_right(page)
    receipt, code = page.url, page.locator(".short-code").inner_text()
    for end in ("stop/", "address/", "print/"):
        page.goto(receipt + end)
        looks_right(page)
    page.goto(f"{server.base}{language}/enquiries/code/")
    looks_right(page)
    page.fill("[name=code]", code)
    page.keyboard.press("Enter")
    expect(page.locator(".short-code")).to_have_text(code)
    page.goto(f"{receipt}stop/")
    page.locator("[value=died]").click()
    looks_right(page)


def test_enter_sends_what_was_typed_and_takes_no_suggestion(
    browser: Browser, server: Server
):
    """By keyboard alone and without scripts."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.base + FORM)
    fill(page, phone="+86 571 8888 8888", email="lena@gmial.com")
    page.locator("[name=first_name]").press("Enter")
    expect(page.locator(".asked-back")).to_have_count(1)
    page.locator("[name=first_name]").press("Enter")
    expect(page.locator("[name=email]")).to_have_value("lena@gmial.com")
    page.locator("[name=email_meant]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/enquiries/"))
    expect(page.locator("main")).to_contain_text("lena@gmail.com")
    context.close()
