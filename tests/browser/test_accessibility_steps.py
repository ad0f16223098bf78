"""axe finds nothing on pages that come only after a step, a mail or a long wait."""

import re
import sqlite3
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, enter_console, looks_right
from tests.browser.newcomers import invite, mailed
from tests.examples import looks_far

pytestmark = pytest.mark.browser
PREFIXES = ("", "/zh-hans")
REFERENCE = re.compile(r"ENQ(-\w{4}){3}")


def in_languages(page: Page, server: Server, path: str) -> None:
    """Look at a page in Chinese, and with `--all` in English as well."""
    for prefix in PREFIXES if looks_far() else PREFIXES[1:]:
        answer = page.goto(f"{server.base}{prefix}{path}")
        assert answer is not None
        looks_right(page)


def change(server: Server, words: str, *values: object) -> None:
    """Change a row as time would; no browser can wait so long."""
    base = sqlite3.connect(server.folder / "portal.sqlite3", timeout=20)
    with base:
        assert base.execute(words, values).rowcount == 1
    base.close()


def write(page: Page, server: Server, study: str, address: str) -> str:
    """Send a message; return the path of the family's page."""
    page.goto(f"{server.base}/trials/{study}/message/")
    page.check("input[name=relationship][value=MYSELF]")
    page.check("[name=age_group][value=ADULT]")
    for name in ("first_name", "last_name", "message"):
        page.fill(f"[name={name}]", "Ada")
    page.fill("[name=email]", address)
    page.fill("[name=phone]", "+86 571 8888 8888")
    if page.locator("select[name=site]").count():
        page.locator("select[name=site]").select_option(index=1)
    page.check("[name=consent]")
    send = page.get_by_role("button", name="Send", exact=True)
    send.click()
    receipt, transfer = (
        page.locator(".way-gone"),
        page.locator("[name=consent_transfer]"),
    )
    expect(receipt.or_(transfer).first).to_be_visible()
    if transfer.is_visible():
        # Only now does the page know that the law of two countries asks for it.
        looks_right(page)
        transfer.check()
        send.click()
    expect(receipt).to_be_visible()
    return page.url.removeprefix(server.base)


def someone() -> str:
    return f"{uuid4().hex[:12]}@families.example"


def test_a_corrected_address(page: Page, server: Server):
    path = write(page, server, "NCT07233642", someone())
    new = someone()
    page.goto(f"{server.base}{path}contact/")
    page.locator("[name=email]").fill("no address")
    page.get_by_role("button", name="Save").click()
    looks_right(page)
    page.locator("[name=email]").fill(new)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text(new)
    looks_right(page)
    link = mailed(server, new, r"\S*/enquiries/address/[0-9a-f]{64}/")
    in_languages(page, server, link.removeprefix(server.base))
    page.goto(link)
    page.locator("main form button").click()
    expect(page.locator("h1")).to_have_text("Your new address is in use")
    looks_right(page)


def test_a_lost_link(page: Page, server: Server):
    for prefix in PREFIXES:
        page.goto(f"{server.base}{prefix}/enquiries/lost/")
        page.locator("main [name=email]").fill(someone())
        page.locator("main form button").click()
        expect(page.locator("main form")).to_have_count(0)
        looks_right(page)


def test_an_offer_and_what_comes_of_it(page: Page, server: Server):
    path = write(page, server, "NCT99000001", someone())
    reference = REFERENCE.search(page.content())[0]
    other = (
        "SELECT id FROM trials_studysite WHERE study_id = e.study_id"
        " AND status = 'RECRUITING' AND id != COALESCE(e.site_id, 0) LIMIT 1"
    )
    change(
        server,
        f"UPDATE contacts_enquiry AS e SET offered_site_id = ({other})"  # noqa: S608
        " WHERE reference = ?",
        reference,
    )
    in_languages(page, server, path)
    page.goto(f"{server.base}{path}")
    page.get_by_role("link", name="Pass it on to that site").click()
    looks_right(page)
    page.goto(f"{server.base}{path}withdraw/")
    page.locator("main form button").click()
    looks_right(page)
    page.goto(f"{server.base}{path}erase/")
    page.locator("main form button").click()
    expect(page.locator("h1")).to_have_text("Everything is erased")
    looks_right(page)


def test_an_invitation(page: Page, server: Server):
    _address, link = invite(page, server)
    looks_right(page)
    page.get_by_role("button", name="Sign out").click()
    in_languages(page, server, link.removeprefix(server.base))
    page.get_by_role("textbox").nth(1).fill("short")
    page.locator("main form button").click()
    looks_right(page)
    change(
        server,
        "UPDATE contacts_invitation SET invited_at = '2020-01-01 00:00:00'"
        " WHERE id = (SELECT MAX(id) FROM contacts_invitation)",
    )
    page.goto(link)
    page.get_by_label("Your name").fill("Neu Gier")
    page.get_by_label("Password").fill("a sentence of the newcomer's")
    page.get_by_role("button", name="Join").click()
    expect(page.locator("h1")).to_have_text("This invitation is too old")
    looks_right(page)


def test_pages_of_the_desk(page: Page, server: Server):
    enter_console(page, server, "desk")
    for path in ("/staff/audit/", "/staff/alerts/", "/staff/?show=all", "/staff/team/"):
        in_languages(page, server, path)


def test_pages_of_people(page: Page, server: Server):
    _address, password = server.sign_in("desk")
    enter_console(page, server, "desk")
    page.goto(f"{server.base}/staff/people/")
    page.get_by_label("Password").fill(password)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/staff/people/")
    in_languages(page, server, "/staff/people/")
    page.goto(f"{server.base}/staff/people/")
    page.get_by_role("button", name="Send invitation").click()
    expect(page.locator(".error-summary")).to_be_visible()
    looks_right(page)
    page.get_by_role("link", name="Desk (demonstration)").click()
    looks_right(page)
    page.get_by_label("Administrator").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".error-summary")).to_be_visible()
    looks_right(page)


def test_pages_of_prepared_answers(page: Page, server: Server):
    enter_console(page, server, "desk")
    for path in ("/staff/prepared/", "/staff/prepared/new/"):
        in_languages(page, server, path)
    page.goto(f"{server.base}/staff/prepared/new/")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".error-summary")).to_be_visible()
    looks_right(page)
    page.goto(f"{server.base}/staff/prepared/")
    page.get_by_role("link", name="Change").first.click()
    page.get_by_text("Delete it").click()
    looks_right(page)
    # A coordinator only reads what is common.
    page.get_by_role("button", name="Sign out").click()
    enter_console(page, server)
    page.goto(f"{server.base}/staff/prepared/")
    page.get_by_text("Read it").first.click()
    looks_right(page)


def test_mistakes_in_the_console(page: Page, server: Server):
    write(page, server, "NCT07233642", someone())
    reference = REFERENCE.search(page.content())[0]
    enter_console(page, server)
    where = f"{server.base}/staff/enquiries/{reference}/"
    page.goto(where)
    for name in ("call", "snooze", "close", "remark", "answer"):
        form = page.locator(f"form[action$='/{reference}/{name}/']")
        form.evaluate("form => { form.noValidate = true; form.submit(); }")
        page.wait_for_url(f"**/{name}/")
        looks_right(page)
        page.goto(where)
    # Somebody writes meanwhile.
    add = "UPDATE contacts_enquiry SET revision = revision + 1 WHERE reference = ?"
    change(server, add, reference)
    page.get_by_label("Your answer").fill("Yes.")
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_role("alert")).to_contain_text("written meanwhile")
    looks_right(page)


def test_mistakes_in_a_teams_settings(page: Page, server: Server):
    enter_console(page, server)
    page.goto(f"{server.base}/staff/team/")
    page.locator(".plain-links a").first.click()
    page.get_by_label("More free days").fill("Christmas")
    page.locator("form:has([name=opens_at]) button").click()
    expect(page.locator(".error-summary")).to_be_visible()
    looks_right(page)
    page.locator("#id_email").fill("nobody")
    page.get_by_role("button", name="Send invitation").click()
    looks_right(page)
