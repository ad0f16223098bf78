"""Two hundred trials and thirty teams, set up by the pages: presses are counted."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hospital import walking
from tests.browser.hospital.entering import empty_portal, first_of_all, prove
from tests.browser.hospital.hands import Hands, Tally
from tests.records import LARGER, SIXTY
from trials.importing.choosing.found import MOST

pytestmark = [pytest.mark.browser, pytest.mark.long]
WANTED, TEAMS, MOST_SECONDS = 200, 30, 15 * 60
COUNTED = """
from contacts.models import Mailbox, Team
from trials.models import Study
teams = Team.objects.filter(is_desk=False)
print(Study.objects.published().count(), teams.count(),
      teams.filter(sites__isnull=False).distinct().count(), Mailbox.objects.count())
"""


def records() -> list[dict[str, Any]]:
    """Return real records of the larger folder, else the sixty again and again."""
    folder: Path = LARGER if LARGER.is_dir() else SIXTY
    files = sorted(folder.glob("NCT*.json"))[-WANTED:]
    found = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    made = [deepcopy(found[number % len(found)]) for number in range(WANTED)]
    for number, one in enumerate(made):
        # The portal does not ask for them.
        one.pop("resultsSection", None)
        if number >= len(found):
            named = one["protocolSection"]["identificationModule"]
            named["nctId"] = f"NCT99{number:06d}"
    return made


def bring_all(boss: Hands, many: int) -> None:
    """Search once, and import batch after batch until nothing is left."""
    page = boss.page
    boss.open("Words", "Trials")
    boss.press("link", "Bring trials from the registry")
    boss.type(page.locator("#q"), "hospital")
    boss.press("button", "Search the registry")
    for _batch in range(-(-many // MOST)):
        boss.click(page.get_by_label("Show them to visitors at once"))
        boss.press("button", "Import what is ticked")
        page.get_by_role("status").wait_for(timeout=120_000)


def team_up_all(boss: Hands, base: str) -> None:
    """Tick thirty hospitals, and paste their mailboxes as a spreadsheet has them."""
    page = boss.page
    page.goto(f"{base}/staff/setup/found/")
    prove(boss, page.locator("[name=chosen]").first)
    labels = page.locator(".choice:has([name=chosen]) span[dir]")
    names = [one.strip() for one in labels.all_inner_texts()][:TEAMS]
    for box in page.locator("[name=chosen]").all()[:TEAMS]:
        box.check()
        boss.tally.stages[-1].presses += 1
    walking.seen(page, "many-hospitals")
    lines = "\n".join(
        f"{name}\tward{number}@hospital.example" for number, name in enumerate(names)
    )
    paste(page, "Mailboxes, one a line: hospital, address", lines)
    boss.tally.stages[-1].presses += 1
    boss.tally.stages[-1].keys += 2
    boss.press("button", "Set up their teams")
    expect(page.get_by_role("status")).to_contain_text(f"{TEAMS} teams are set up.")
    walking.seen(page, "many-teams")


def paste(page: Page, label: str, text: str) -> None:
    """Put a text into a box as one press of the keys for pasting does."""
    page.get_by_label(label).fill(text)


def test_two_hundred_trials_and_thirty_teams(browser: Browser, record_property):
    tally, given = Tally(), records()
    with empty_portal() as (server, registry):
        for record in given:
            registry.put(record)
        with tally.stage("first account"):
            boss = first_of_all(browser, server, tally)
        with tally.stage("trials"):
            bring_all(boss, len(given))
        with tally.stage("teams and mailboxes"):
            team_up_all(boss, server.base)
        told = [int(one) for one in server.printed(COUNTED).split()]
    record_property("trials", len(given))
    record_property("stages", tally.shown())
    assert told == [len(given), TEAMS, TEAMS, TEAMS]
    assert tally.whole().by_a_person <= MOST_SECONDS
