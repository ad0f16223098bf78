"""From an empty database to the first answered enquiry, by the pages alone: counted."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import looks_right
from tests.browser.newcomers import mailed
from tests.browser.serving import Server
from tests.browser.settling import settle
from tests.records import raw
from tests.registry_server import local_registry
from tests.services.servers import find, lacking
from tests.sink import Sink, free_port

pytestmark = [pytest.mark.browser, pytest.mark.long]
PASSWORD = "a long pass phrase"
BOSS, NURSE = "boss@hospital.example", "nurse@hospital.example"
STUDY = "NCT91000001"
MOST_PRESSES, MOST_SECONDS = 90, 15 * 60
LEGAL = ("Consent", "Privacy", "Who is responsible", "Emergency", "Worrying answers")
# Where somebody wants to look at the pages.
PICTURES = os.environ.get("PICTURES", "")
ADD = """
from django.core.management import call_command
call_command("add_administrator", "boss@hospital.example")
"""
OPERATOR = {
    "Name of the hospital": "Our hospital",
    "Postal address": "1 Road, Town",
    "Who represents it": "Its director",
    "E-mail address": "office@hospital.example",
    "Data protection officer, with an address": "privacy@hospital.example",
    "Authority that takes complaints": "The authority",
    "Companies that process data for it": "none",
    "Countries in which the data are kept": "United Kingdom",
}
MAIL = {
    "Sender of all mails": "Trials <trials@hospital.example>",
    "E-mail address of the desk": "desk@hospital.example",
    "Telephone of the desk": "+44 20 7946 0000",
}


class Hands:
    """Somebody's hands: what they press is counted, typing is not."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def press(self, role: str, name: str) -> None:
        """Press something that is named so."""
        self.presses += 1
        self.page.get_by_role(role, name=name, exact=True).first.click()

    def open(self, group: str, name: str) -> None:
        """Open a group of the console's head, and go one of its ways."""
        self.presses += 2
        self.page.locator(".ways summary", has_text=group).click()
        self.page.locator(".ways").get_by_role("link", name=name, exact=True).click()

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.page.locator(f"[name={name}]").fill(value)

    def say(self, matter: str, values: dict[str, str], **chosen: str) -> None:
        """Fill in one form of the hospital's page, and save it."""
        self.press("link", matter)
        for label, value in values.items():
            self.page.get_by_label(label, exact=True).fill(value)
        for name, value in chosen.items():
            self.page.locator(f"[name={name}]").select_option(value)
        self.press("button", "Save")
        expect(self.page.get_by_role("status")).to_contain_text("Saved")


def picture(page: Page, name: str) -> None:
    """Draw a page, large and small, where somebody wants to look."""
    looks_right(page)
    for width in (1280, 390) if PICTURES else ():
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        page.screenshot(path=Path(PICTURES, f"{name}-{width}.png"), full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.fixture
def empty() -> Iterator[Server]:
    """An installation of somebody's own, in English, with nothing in it."""
    if find("chromium") is None:
        lacking("chromium is not installed")
    with Sink() as sink, local_registry() as registry:
        registry.put(raw(STUDY))
        port = free_port()
        running = Server(
            sink,
            DEBUG="false",
            ALLOWED_HOSTS="localhost",
            PORT=str(port),
            PUBLIC_URL=f"http://localhost:{port}",
            LANGUAGES="en",
            SERVE_UNAPPROVED="false",
            REGISTRY_API_URL=registry.url,
        )
        yield running
        running.close()


def prove(hands: Hands, wanted: Locator) -> None:
    """Give the password once more, where it is asked for before a page."""
    box = hands.page.get_by_label("Password", exact=True)
    expect(wanted.or_(box).first).to_be_visible()
    if box.is_visible():
        box.fill(PASSWORD)
        hands.press("button", "Confirm")
        expect(wanted).to_be_visible()


def enter(hands: Hands, address: str) -> None:
    """Type the password, set up the second factor that is asked for, and be in."""
    page = hands.page
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    hands.press("button", "Sign in")
    page.wait_for_url("**/staff/account/")
    page.locator("a[href$='/totp/activate/']").click()
    box = page.get_by_label("Authenticator secret")
    prove(hands, box)
    secret = box.input_value()
    counter = int(datetime.now(UTC).timestamp()) // 30
    code = format_hotp_value(hotp_value(secret, counter))
    page.get_by_label("Authenticator code").fill(code)
    hands.press("button", "Activate")
    page.wait_for_url("**/recovery-codes/")
    page.get_by_role("link", name="for study teams").click()
    hands.presses += 1


def first_password(hands: Hands, server: Server) -> None:
    """Follow the link that `add_administrator` prints, and sign in."""
    link = re.search(r"http://\S+", server.printed(ADD))[0]
    hands.page.goto(re.sub(r"http://localhost(:\d+)?", server.base, link))
    for box in hands.page.locator("input[type=password]").all():
        box.fill(PASSWORD)
    hands.page.locator("main button[type=submit]").first.click()
    hands.presses += 1
    hands.page.goto(f"{server.base}/staff/")
    enter(hands, BOSS)


def set_up(hands: Hands) -> None:
    """Say what has to be said of the hospital."""
    page = hands.page
    hands.open("Set up", "The hospital")
    prove(hands, page.get_by_role("heading", name="The hospital"))
    picture(page, "hospital-empty")
    hands.say("Name of the portal", {"Name of the portal": "Trials at our hospital"})
    hands.press("link", "Logo and colours")
    page.get_by_label("Colour of links and buttons").fill("#ffcc00")
    hands.press("button", "Save")
    expect(page.locator(".error-summary")).to_contain_text("cannot be read well")
    picture(page, "colour-refused")
    page.get_by_label("Colour of links and buttons").fill("#5a1a6e")
    hands.press("button", "Save")
    expect(page.get_by_role("status")).to_contain_text("Saved")
    hands.say("Who is responsible", OPERATOR, OPERATOR_COUNTRY="GB")
    hands.say("Mail and desk", MAIL)
    hands.say("Clinical safety", {"Who answers for the medical words": "Dr Example"})
    hands.press("button", "Send a test mail to the desk")


def approve_words(hands: Hands) -> None:
    """Read and approve what forms wait for."""
    page = hands.page
    hands.press("link", "Words to approve")
    for name in LEGAL:
        row = page.locator("table.figures tr", has_text=name).first
        row.locator("a").first.click()
        hands.presses += 1
        page.locator("[name=name]").fill("Dr Example")
        hands.press("button", "Approve")
        hands.press("button", "Publish")
        expect(page.locator("h1")).to_contain_text("Published")
        hands.open("Words", "Texts")


def bring_study(hands: Hands) -> None:
    """Import from the registry, and show."""
    page = hands.page
    hands.open("Words", "Trials")
    picture(page, "studies-none")
    hands.press("link", "Bring trials from the registry")
    page.locator("#q").fill("lupus")
    hands.press("button", "Search the registry")
    picture(page, "studies-found")
    page.get_by_label("Show them to visitors at once").check()
    hands.presses += 1
    hands.press("button", "Import what is ticked")
    expect(page.get_by_role("status")).to_contain_text("1 trial was imported.")
    picture(page, "studies-there")


def found_team(hands: Hands) -> None:
    """Set up a team that answers for the study, and invite a nurse."""
    page = hands.page
    hands.open("Set up", "Teams and hospitals")
    page.get_by_label("Name of the team").fill("Trial nurses")
    page.get_by_label("Country whose public holidays count").select_option("GB")
    hands.press("button", "Set up the team")
    page.get_by_label("Studies for which the team answers as a whole").fill(STUDY)
    page.locator("form[action$='/studies/'] button").click()
    page.locator("form[action$='/invite/'] [name=email]").fill(NURSE)
    hands.press("button", "Send invitation")
    expect(page.get_by_text("invited").first).to_be_visible()
    hands.presses += 1


def write(page: Page, server: Server) -> None:
    """Send a message, as a family does."""
    page.goto(f"{server.base}/trials/{STUDY}/message/")
    page.check("input[name=relationship][value=MYSELF]")
    adult = page.locator("input[name=age_group][value=ADULT]")
    if adult.count():
        adult.check()
    about = {"first_name": "Lena", "last_name": "Fischer", "message": "Is there room?"}
    for name, value in {**about, "email": "lena@families.example"}.items():
        page.fill(f"[name={name}]", value)
    page.check("[name=consent]")
    page.get_by_role("button", name="Send", exact=True).click()
    page.wait_for_url("**/enquiries/*/")


def test_an_english_hospital_answers_its_first_family(
    browser: Browser, empty: Server, record_property
):
    began = monotonic()
    boss = Hands(browser.new_context().new_page())
    first_password(boss, empty)
    set_up(boss)
    approve_words(boss)
    bring_study(boss)
    found_team(boss)
    boss.open("Set up", "The hospital")
    picture(boss.page, "hospital-done")
    nurse = Hands(browser.new_context().new_page())
    nurse.page.goto(mailed(empty, NURSE, r"\S*/staff/invitations/[0-9a-f]{64}/"))
    nurse.page.get_by_label("Your name").fill("Nora Nurse")
    nurse.page.get_by_label("Password").fill(PASSWORD)
    nurse.press("button", "Join")
    enter(nurse, NURSE)
    family = browser.new_context().new_page()
    write(family, empty)
    nurse.page.goto(f"{empty.base}/staff/")
    nurse.page.locator(".line a").first.click()
    nurse.page.get_by_label("Your answer").fill("There is. We shall call you.")
    nurse.press("button", "Send answer")
    nurse.presses += 1
    family.reload()
    expect(family.locator("main")).to_contain_text("There is. We shall call you.")
    spent, presses = monotonic() - began, boss.presses + nurse.presses
    record_property("presses", presses)
    record_property("seconds", round(spent))
    assert presses <= MOST_PRESSES
    assert spent <= MOST_SECONDS
