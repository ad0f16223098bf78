"""A family and a coordinator, each in a browser of their own, hold a conversation."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, enter_console, looks_right, violations
from tests.browser.languages import each_language

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280)
FAMILY_PAGES = (*("", "print/", "contact/", "other-site/", "withdraw/", "erase/"),)
STAFF_PAGES = (
    *("/staff/?show=all", "/staff/figures/", "/staff/month/", "/staff/log/"),
    *("/staff/team/", "/staff/account/"),
)


def write(page: Page, server: Server, words: str, prefix: str = "") -> str:
    """Send a message; return the address of the family's page."""
    page.goto(f"{server.base}{prefix}/trials/NCT07233642/message/")
    page.check("input[name=relationship][value=MYSELF]")
    page.check("[name=age_group][value=ADULT]")
    values = {
        "first_name": "Mei",
        "last_name": "Lin",
        "email": "mei@families.example",
        "phone": "+86 571 8888 8888",
        "message": words,
    }
    for name, value in values.items():
        page.fill(f"[name={name}]", value)
    page.check("[name=consent]")
    send, told = page.locator("form button[type=submit]").last, page.locator("#urgent")
    send.click()
    receipt = page.locator(".way-gone")
    expect(receipt.or_(told).first).to_be_visible()
    if told.is_visible():
        # What may be an emergency is told of first; the words are kept.
        send.click()
    expect(receipt).to_be_visible()
    return page.url


@pytest.fixture
def family(browser: Browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def team(browser: Browser, server: Server):
    context = browser.new_context()
    page = context.new_page()
    enter_console(page, server)
    yield page
    context.close()


def open_newest(team: Page, server: Server, reference: str) -> None:
    """Find the enquiry by typing, without pressing anything."""
    team.goto(f"{server.base}/staff/?show=all")
    team.get_by_label("Find a family").press_sequentially(reference[4:8].lower())
    link = team.locator(f"#results a[href*='{reference}']")
    expect(link).to_be_visible()
    expect(team.locator("#results .line")).to_have_count(1)
    # The number is read out.
    expect(team.locator("#found")).to_contain_text("1 enquiry")
    link.click()


def test_a_whole_conversation(family: Page, team: Page, server: Server):
    receipt = write(family, server, "May my brother come along?")
    reference = re.search(r"ENQ(-\w{4}){3}", family.content())[0]
    open_newest(team, server, reference)
    team.get_by_role("button", name="I take care of it").click()
    expect(team.locator(".owner")).to_contain_text("You take care")

    team.get_by_label("Your answer").fill("Yes, gladdly.")
    team.get_by_role("button", name="Send answer").click()
    team.get_by_role("button", name="Take it back").click()
    expect(team.get_by_label("Your answer")).to_have_value("Yes, gladdly.")
    family.reload()
    expect(family.locator(".conversation li")).to_have_count(1)

    team.get_by_label("Your answer").fill("Yes, gladly.")
    before = len(server.sink.mails)
    team.get_by_role("button", name="Send answer").click()
    expect(team.locator(".undo")).to_be_visible()
    mail = server.sink.wait_for(before + 1, seconds=30)[-1]
    assert mail["To"] == "mei@families.example"
    assert "Yes, gladly." in mail.get_body(("plain",)).get_content()
    family.goto(receipt)
    expect(family.get_by_role("heading", level=1)).to_have_text("You have an answer")
    expect(family.locator(".conversation .theirs")).to_contain_text("Yes, gladly.")

    family.get_by_label("Write to the team").fill("Thank you! When?")
    family.get_by_role("button", name="Send", exact=True).click()
    expect(family.locator(".conversation li")).to_have_count(3)
    # The coordinator's page was open all the while.
    team.get_by_label("Your answer").fill("See you.")
    team.get_by_role("button", name="Send answer").click()
    expect(team.get_by_role("alert")).to_contain_text("written meanwhile")
    expect(team.get_by_label("Your answer")).to_have_value("See you.")
    expect(team.locator(".conversation")).to_contain_text("Thank you! When?")
    team.get_by_label("Your answer").fill("On Tuesday at nine.")
    team.get_by_role("button", name="Send answer").click()
    expect(team.locator(".conversation")).to_contain_text("On Tuesday at nine.")

    team.get_by_text("Close it").click()
    team.get_by_label("A visit or call is arranged").check()
    team.get_by_role("button", name="Close", exact=True).click()
    family.goto(receipt)
    expect(family.get_by_role("heading", level=1)).to_contain_text("is closed")


def test_the_keyboard_alone_answers(family: Page, team: Page, server: Server):
    write(family, server, "Is there parking?")
    reference = re.search(r"ENQ(-\w{4}){3}", family.content())[0]
    team.goto(f"{server.base}/staff/")
    for _ in range(120):
        team.keyboard.press("Tab")
        if reference in team.evaluate("document.activeElement.href ?? ''"):
            break
    team.keyboard.press("Enter")
    expect(team.locator(".reach .hint")).to_have_text(reference)
    answer = team.get_by_label("Your answer")
    for _ in range(40):
        team.keyboard.press("Tab")
        if answer.evaluate("node => node === document.activeElement"):
            break
    team.keyboard.type("Yes, under the house.")
    team.keyboard.press("Tab")
    team.keyboard.press("Enter")
    expect(team.locator(".undo")).to_be_visible()


@each_language("prefix", gate="zh")
def test_every_page_of_the_family(browser: Browser, server: Server, prefix):
    context = browser.new_context()
    page = context.new_page()
    receipt = write(page, server, "My son is having a seizure", prefix)
    for end in FAMILY_PAGES:
        page.goto(receipt + end)
        looks_right(page)
    assert context.cookies() == []
    context.close()


@each_language("prefix", gate="en")
def test_every_page_of_the_staff(family: Page, team: Page, server: Server, prefix):
    write(family, server, "Hello")
    reference = re.search(r"ENQ(-\w{4}){3}", family.content())[0]
    team.goto(f"{server.base}/staff/team/")
    settings = team.locator(".plain-links a").first.get_attribute("href")
    paths = [*STAFF_PAGES, settings, f"/staff/enquiries/{reference}/?template=read"]
    for path in paths:
        own = "" if "/account/" in path else prefix
        team.goto(f"{server.base}{own}{path}")
        looks_right(team)
    for fold in team.locator("details.why > summary").all():
        fold.click()
    assert violations(team) == []


def test_words_of_a_stranger_stay_words(family: Page, team: Page, server: Server):
    hostile = "<img src=x onerror=alert(1)><svg onload=alert(2)>"
    shown: list[str] = []
    for page in (family, team):
        page.on("dialog", lambda dialog: (shown.append("run"), dialog.accept()))
    write(family, server, hostile)
    reference = re.search(r"ENQ(-\w{4}){3}", family.content())[0]
    team.goto(f"{server.base}/staff/enquiries/{reference}/")
    expect(team.locator(".said").first).to_contain_text("onerror")
    team.locator("[name=remark]").fill(hostile)
    team.get_by_role("button", name="Keep remark").click()
    expect(team.locator(".remark")).to_contain_text("onerror")
    assert shown == []
    # The control: as markup the same words do run.
    team.goto("about:blank")
    team.set_content(hostile)
    team.wait_for_timeout(300)
    assert shown != []
