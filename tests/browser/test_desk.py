"""The desk's page of mails, and an open page whose enquiry is somewhere else by now."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, enter_console, looks_right
from tests.browser.test_conversation import write

pytestmark = pytest.mark.browser
STRAY = """
from django.utils import timezone
from contacts.conversation.actions.letters.reading import read_letters
from contacts.mail.models.posts import PostKind
from contacts.mail.inbound.store import keep_post
head = b"From: a@x.example\\r\\nSubject: A stray\\r\\n"
raw = head + b"To: b@x.example\\r\\n\\r\\nWho?\\r\\n"
kept = {"kind": PostKind.LETTER, "hook": "file", "head": {"to": "b@x.example"}}
keep_post(**kept, chunks=[raw], size=len(raw), now=timezone.now())
read_letters(now=timezone.now(), by="worker")
"""


def test_the_desk_reads_and_deletes_a_stray_mail(page: Page, server: Server):
    server.printed(STRAY)
    enter_console(page, server, "desk")
    page.locator(".way-group summary", has_text="Desk").click()
    page.get_by_role("link", name="E-mails").click()
    row = page.locator(".inbox li", has_text="A stray")
    row.get_by_text("Read it").click()
    expect(row).to_contain_text("Who?")
    looks_right(page)
    row.get_by_role("button", name="Delete it").click()
    expect(row).to_have_count(0)


def test_a_page_whose_enquiry_is_elsewhere_asks_once_and_says_so(
    browser: Browser, server: Server
):
    context = browser.new_context()
    page = context.new_page()
    write(page, server, "Hello?")
    enter_console(page, server)
    page.goto(f"{server.base}/staff/?show=all")
    page.clock.install()
    page.locator("#results a").first.click()
    # Its script has to be there before the clock is moved.
    page.wait_for_url("**/staff/enquiries/*/")
    asked: list[str] = []

    def gone(route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=404)

    page.route("**/state/", gone)
    page.clock.run_for(16_000)
    expect(page.locator("#news")).to_be_visible()
    for _ in range(3):
        page.clock.run_for(16_000)
    assert len(asked) == 1
    context.close()
