"""Three hospitals and six teams from one file, looked at before, small and large."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, looks_right

pytestmark = pytest.mark.browser
HEAD = "team,language,country,mailboxes,facility,town,facility_country,studies,members"
ADMINISTRATOR = """
from contacts.teams.actions.members import open_account
account = {"email": "boss@portal.example", "password": "a long pass phrase"}
open_account(is_superuser=True, **account)
"""
HOSPITALS = ("Klinik am Park,Bonn,DE", "Haus am See,Ulm,DE", "Stadtklinik,Köln,DE")
FILE = "\n".join(
    [
        HEAD,
        *(
            f"Team {n},en,DE,ward{n}@site.example,{home},,nurse{n}@site.example"
            for n, home in enumerate((*HOSPITALS, ",,", ",,", ",,"), 1)
        ),
    ]
)


def choose(page: Page, text: str) -> None:
    """Choose a file of teams and ask what it would change."""
    file = {"name": "teams.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.get_by_label("CSV file of teams").set_input_files(file)
    page.get_by_role("button", name="Show what it would change").click()


def enter_as_administrator(page: Page, server: Server) -> None:
    """Sign in as somebody who administers and is in no team."""
    server.printed(ADMINISTRATOR)
    page.goto(f"{server.base}/staff/")
    page.get_by_label("Email").fill("boss@portal.example")
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_six_teams_from_a_file(page: Page, server: Server):
    enter_as_administrator(page, server)
    page.locator(".way-group summary", has_text="Set up").click()
    page.get_by_role("link", name="Teams and hospitals").click()
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Confirm").click()
    choose(page, f"{HEAD}\nTeam 1,xx")
    expect(page.get_by_role("alert")).to_contain_text("Line 2, language")
    choose(page, FILE)
    # Six teams with language, country, mailbox and member, and three hospitals.
    expect(page.get_by_text("33 changes")).to_be_visible()
    looks_right(page)
    page.get_by_role("button", name="Write these changes").click()
    for number in range(1, 7):
        expect(
            page.get_by_role("link", name=f"Team {number}", exact=True)
        ).to_be_visible()
    for name in ("Klinik am Park, Bonn", "Haus am See, Ulm", "Stadtklinik, Köln"):
        expect(page.get_by_label(name)).to_be_visible()
    looks_right(page)
    choose(page, FILE)
    expect(page.get_by_text("The file changes nothing")).to_be_visible()
    page.get_by_role("link", name="Team 1", exact=True).click()
    expect(page.get_by_text("not confirmed yet")).to_be_visible()
    looks_right(page)
