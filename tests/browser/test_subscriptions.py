"""Alerts in a real browser: from the study's page to the mailbox and back."""

import re
import uuid

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, looks_right
from tests.browser.languages import each_language
from tests.services.servers import wait_until

pytestmark = pytest.mark.browser
LINK = re.compile(r"http://localhost:\d+\S*/alerts/\w+/[0-9a-f]{64}/")


def ask(page: Page, server: Server, address: str) -> None:
    """Fill in the form that is open, and send it."""
    page.fill("[name=place]", "Hangzhou")
    page.select_option("[name=country]", "CN")
    page.select_option("[name=distance]", "500")
    page.check("[name=relationship][value=MY_CHILD]")
    page.select_option("[name=birth_month]", "6")
    page.fill("[name=birth_year]", "2017")
    page.fill("[name=email]", address)
    page.check("[name=consent]")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/alerts/sent/")


def mailed(server: Server, address: str) -> str:
    """Return the text of the mail to an address, once it is there."""

    def arrived() -> bool:
        return address in server.sink.recipients

    wait_until(arrived, "the mail")
    mail = server.sink.mails[server.sink.recipients.index(address)]
    return mail.get_body(("plain",)).get_content()


@each_language("language", gate="en")
def test_from_a_study_to_a_page_of_ones_own(browser: Browser, server: Server, language):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.base}{language}/trials/NCT07233642/")
    page.locator("a[href*='/alerts/?condition=']").first.click()
    first = page.locator("#id_condition")
    expect(first).to_have_value("Systemic Lupus Erythematosus")
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(first).to_have_value("Systemic Lupus Erythematosus")
    page.locator("details").evaluate_all("all => all.forEach((d) => d.open = true)")
    looks_right(page)
    address = f"{uuid.uuid4().hex}@families.example"
    ask(page, server, address)
    looks_right(page)
    page.goto(LINK.search(mailed(server, address))[0])
    looks_right(page)
    page.locator("main form button").click()
    page.wait_for_url("**/alerts/manage/**")
    looks_right(page)
    for step in ("pause", "keep", "stop", "erase"):
        page.locator(f"form[action$='/{step}/'] button").click()
        looks_right(page)
    assert context.cookies() == []
    context.close()


def test_names_are_suggested_while_typing(page: Page, server: Server):
    page.goto(f"{server.base}/alerts/")
    page.locator("#id_condition").press_sequentially("autoimm")
    option = page.get_by_role("option", name=re.compile("autoimm", re.IGNORECASE))
    expect(option.first).to_be_visible()


def test_without_scripts_a_list_is_there_to_tick(browser: Browser, server: Server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.base}/alerts/")
    page.locator("details summary").click()
    page.locator(".ticks input").first.check()
    address = f"{uuid.uuid4().hex}@families.example"
    ask(page, server, address)
    page.goto(LINK.search(mailed(server, address))[0])
    expect(page.locator("main form button")).to_be_visible()
    context.close()


def test_a_scanner_with_a_browser_confirms_and_stops_nothing(
    browser: Browser, server: Server
):
    """It opens the mail's link thrice, with scripts, and follows all it finds."""
    page = browser.new_page()
    page.goto(f"{server.base}/alerts/?condition=Lupus")
    address = f"{uuid.uuid4().hex}@families.example"
    ask(page, server, address)
    confirm = LINK.search(mailed(server, address))[0]
    for _ in range(3):
        page.goto(confirm)
        for link in page.locator("a[href]").evaluate_all(
            "all => all.map((a) => a.href)"
        ):
            requests.get(link, timeout=10)
    page.goto(confirm)
    expect(page.get_by_role("button", name="Yes, send me this news")).to_be_visible()
    page.get_by_role("button", name="Yes, send me this news").click()
    page.wait_for_url("**/alerts/manage/**")
    follow(page)
    page.reload()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.close()


def follow(page: Page) -> None:
    """Ask for every link on the page, as scanners do."""
    for link in page.locator("a[href]").all():
        address = link.evaluate("a => a.href")
        requests.get(address, timeout=10)
        requests.head(address, timeout=10)


@each_language("language", gate="en")
def test_the_page_that_stops_all(browser: Browser, server: Server, language):
    """Its link stands in the mails with news; here it comes from the database."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.base}/alerts/?condition=Lupus")
    ask(page, server, f"{uuid.uuid4().hex}@families.example")
    model = "from contacts.models import Subscription as S"
    code = f"{model}; print(S.objects.last().token('unsubscribe'))"
    token = server.printed(code)
    page.goto(f"{server.base}{language}/alerts/unsubscribe/{token}/")
    looks_right(page)
    page.locator("main form button").click()
    expect(page.locator("main form button")).to_have_count(0)
    looks_right(page)
    context.close()


def test_the_desk_sees_how_far_alerts_are(page: Page, server: Server):
    address, password = server.sign_in("desk")
    page.goto(f"{server.base}/staff/alerts/")
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/staff/alerts/")
    looks_right(page)
