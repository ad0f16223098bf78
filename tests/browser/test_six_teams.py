"""Three hospitals and six teams from one file; a family writes to each and is answered.

The first three teams have a hospital each, the others a whole study. The first has a
nurse with an account, the others only a mailbox.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Server, looks_right
from tests.browser.newcomers import PASSWORD, mailed
from tests.browser.test_journey import RECEIPT, fill, press_send, text_of
from tests.browser.test_setup import HEAD, choose, enter_as_administrator
from tests.services.servers import wait_until

pytestmark = pytest.mark.browser
HOSPITALS = {1: "Haus Nord,Kiel", 2: "Haus Ost,Zittau", 3: "Haus Süd,Passau"}
TEAMS = range(1, 7)
NURSE = "nurse-of-the-walk@site.example"
# Nobody of them has an address in the register.
STUDIES = f"""
from tests import factories
for number in {list(TEAMS)}:
    name, city = {HOSPITALS}.get(number, "Research Site,Bonn").split(",")
    factories.StudySite(
        study__registry_id=f"NCT9800000{{number}}", key=f"walk{{number}}",
        facility=name, city=city, country="DE", country_name="Germany",
    )
"""


def line_of(number: int) -> str:
    """Return the file's line of a team."""
    place = f"{HOSPITALS[number]},DE," if number in HOSPITALS else ",,,"
    study = "" if number in HOSPITALS else f"NCT9800000{number}"
    who = f"{NURSE};COORDINATOR" if number == 1 else ""
    about = f"Walk {number},en,DE,walk{number}@site.example"
    return f"{about},{place}{study},{who}"


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def set_up(page: Page, server: Server) -> None:
    """Let the desk's administrator take the file in."""
    server.printed(STUDIES)
    enter_as_administrator(page, server)
    page.locator(".way-group summary", has_text="Set up").click()
    page.get_by_role("link", name="Teams and hospitals").click()
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Confirm").click()
    choose(page, "\n".join([HEAD, *(line_of(number) for number in TEAMS)]))
    page.get_by_role("button", name="Write these changes").click()
    expect(page.get_by_role("link", name="Walk 6", exact=True)).to_be_visible()


def confirm_mailbox(page: Page, server: Server, number: int) -> None:
    """Press the button behind the link that a mailbox got."""
    page.goto(mailed(server, mailbox(number), r"\S*/mailboxes/[0-9a-f]{64}/"))
    page.locator("main form button").click()


def mailbox(number: int) -> str:
    return f"walk{number}@site.example"


def family(number: int) -> str:
    return f"family{number}@families.example"


def join_as_nurse(page: Page, server: Server) -> None:
    """Follow the invitation of the first team's nurse, and sign in."""
    page.goto(mailed(server, NURSE, r"\S*/staff/invitations/[0-9a-f]{64}/"))
    page.get_by_label("Your name").fill("Nora Nord")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()
    page.get_by_label("Email").fill(NURSE)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def write_to(page: Page, server: Server, number: int) -> None:
    """Write to a team as a family, which reads who has it."""
    page.goto(f"{server.base}/trials/NCT9800000{number}/message/")
    fill(page, email=family(number), message=f"Is there a place, {number}?")
    press_send(page)
    page.wait_for_url(RECEIPT)
    name = HOSPITALS.get(number, f"Walk {number}").partition(",")[0]
    expect(page.locator("main")).to_contain_text(name)
    if number not in HOSPITALS:
        expect(page.locator(".timeline")).to_contain_text("no confirmed address of")


def answer(page: Page, server: Server, number: int) -> None:
    """Answer from where the mail leads: the console, or a mailbox's page."""
    to, link = (NURSE, "staff/enquiries") if number == 1 else (mailbox(number), "")
    page.goto(mailed(server, to, rf"\S*/{link or 'for-teams'}/\S+/"))
    if number > 1:
        page.get_by_role("button", name="Read the message").click()
    expect(page.locator(".said").first).to_contain_text(f"a place, {number}?")
    page.get_by_label("Your answer").fill(f"Yes, please come, {number}.")
    page.get_by_role("button", name=re.compile("^Send (the )?answer$")).click()
    page.wait_for_load_state()


def is_answered(server: Server, number: int) -> bool:
    """Whether a family has its own team's answer, and no other's."""
    pairs = zip(server.sink.recipients, server.sink.mails, strict=False)
    told = [text_of(mail) for to, mail in pairs if to == family(number)]
    said = [text for text in told if "please come" in text]
    return len(said) == 1 and f"Yes, please come, {number}." in said[0]


def test_a_family_writes_to_each_of_six_teams_and_each_is_answered(
    page: Page, visitor: BrowserContext, browser: Browser, server: Server
):
    set_up(page, server)
    looks_right(page)
    team = visitor.new_page()
    for number in TEAMS:
        confirm_mailbox(team, server, number)
    join_as_nurse(team, server)
    receipts = {}
    for number in TEAMS:
        context = browser.new_context()
        at_home = context.new_page()
        write_to(at_home, server, number)
        receipts[number] = at_home.url
        context.close()
    for number in TEAMS:
        answer(team, server, number)
    for number in TEAMS:
        wait_until(lambda n=number: is_answered(server, n), f"answer {number}", 60)
        team.goto(receipts[number])
        expect(team.get_by_text(f"Yes, please come, {number}.")).to_be_visible()
