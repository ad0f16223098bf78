"""From the first start of an own installation to the first approved study text.

Walked by an editor, a reviewer and an ethics officer; a picture of each step lies in
var/tests/pictures/.
"""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Download, Page, expect

from tests.browser.conftest import Server, looks_right
from tests.browser.kept_pictures import keep_picture
from tests.browser.serving import ROOT
from tests.hospital import OPERATOR
from tests.sink import Sink, free_port

pytestmark = [pytest.mark.browser, pytest.mark.long]
NUMBER = "NCT03670628"
RECORD = ROOT / "tests" / "data" / "ctgov" / f"{NUMBER}.json"
PASSWORD = "a long pass phrase"
PEOPLE = ("editor", "reviewer", "ethics")
ACCOUNTS = f"""
from contacts.teams.actions.members import open_account
for name in {PEOPLE!r}:
    open_account(email=f"{{name}}@hospital.example", password={PASSWORD!r},
                 is_superuser=True)
"""
SAID = "This is a research study. Nobody knows yet whether it helps. Ask the team."


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    """An installation of a hospital: no demonstration, nothing approved."""
    port = free_port()
    settings = {
        **OPERATOR,
        "DEBUG": "false",
        "SERVE_UNAPPROVED": "false",
        "ALLOWED_HOSTS": "localhost",
        "PORT": str(port),
        "PUBLIC_URL": f"http://localhost:{port}",
        "PORTAL_DESK_PHONE": "+44 20 7946 0123",
    }
    with Sink() as sink:
        running = Server(sink, **settings)
        command = [sys.executable, "manage.py", "import_studies", str(RECORD)]
        subprocess.run(
            [*command, "--publish"], env=running.environment, cwd=ROOT, check=True
        )
        running.printed(ACCOUNTS)
        yield running
        running.close()


class Walker:
    """Somebody of the hospital in a browser of their own, with a camera."""

    steps = count(1)

    def __init__(self, browser: Browser, own: Server, who: str) -> None:
        self.own, self.who = own, who
        self.page: Page = browser.new_page()
        self.page.goto(f"{own.base}/staff/")
        self.page.get_by_label("Email").fill(f"{who}@hospital.example")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.add_second_factor()
        self.page.get_by_role("link", name="Texts", exact=True).click()

    def add_second_factor(self) -> None:
        """Set up an app that shows codes: nobody comes in without one."""
        expect(self.page.get_by_role("button", name="Sign out").first).to_be_visible()
        self.page.goto(f"{self.own.base}/staff/account/totp/activate/")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.locator("main form button[type=submit]").first.click()
        secret = self.page.get_by_label("Authenticator secret").input_value()
        counter = int(datetime.now(UTC).timestamp()) // 30
        code = format_hotp_value(hotp_value(secret, counter))
        self.page.get_by_label("Authenticator code").fill(code)
        self.press("Activate")
        self.page.wait_for_url("**/recovery-codes/")
        self.page.goto(f"{self.own.base}/staff/")

    def press(self, name: str, role: str = "button") -> None:
        self.page.get_by_role(role, name=name, exact=True).first.click()

    def picture(self) -> None:
        """Look at the page as a machine does, and keep what a person would see."""
        looks_right(self.page)
        keep_picture(self.page, f"first-text-{next(self.steps):02}-{self.who}")


def family_reads(browser: Browser, own: Server) -> Page:
    page = browser.new_page()
    page.goto(f"{own.base}/trials/{NUMBER}/")
    return page


def written(editor: Walker) -> None:
    """Write six sections and hand them in; the editor alone gets no further."""
    editor.picture()
    editor.press(NUMBER, "link")
    expect(
        editor.page.get_by_text("Missing: nobody has written it").first
    ).to_be_visible()
    editor.picture()
    editor.press("Write")
    for number in range(1, 7):
        editor.page.get_by_label(f"{number}. Text").fill(SAID)
    editor.press("Save")
    expect(editor.page.locator("#checked")).to_contain_text("Nobody knows yet")
    editor.picture()
    editor.press("Hand in for review")
    expect(editor.page.locator("h1")).to_contain_text("In review")
    editor.page.get_by_label("Your name, as families read it").fill("Ed Example")
    editor.page.get_by_label("Reference of the ethics committee").fill("EC 1")
    editor.press("Approve")
    own_words = "Whoever wrote in a text cannot approve it."
    expect(editor.page.get_by_text(own_words).first).to_be_visible()
    editor.picture()


def taken_pack(reviewer: Walker, folder: Path) -> Path:
    """Read what waits, and take the pack to the committee."""
    reviewer.picture()
    expect(reviewer.page.get_by_text("Waiting for another person")).to_be_visible()
    reviewer.press(NUMBER, "link")
    with reviewer.page.expect_download() as coming:
        reviewer.press("Take the pack for the ethics committee", "link")
    download: Download = coming.value
    download.save_as(folder / "pack.zip")
    return folder / "pack.zip"


def decided(ethics: Walker, pack: Path) -> None:
    """Bring the committee's decision with its pack."""
    ethics.press(NUMBER, "link")
    ethics.press("Bring its decision", "link")
    page = ethics.page
    page.get_by_label("Your name, as families read it").fill("Dr Example (fictional)")
    page.get_by_label("Reference of the ethics committee").fill("EC 2026/99")
    page.get_by_label("The pack that was decided on (ZIP)").set_input_files(pack)
    ethics.picture()
    ethics.press("Take the decision")
    said = page.get_by_text("Approved, exactly as they were in the pack:")
    expect(said).to_be_visible()
    ethics.picture()


def test_from_the_first_start_to_the_first_approved_text(
    browser: Browser, own: Server, tmp_path: Path
):
    page = family_reads(browser, own)
    expect(page.locator("main")).to_contain_text("Made by this portal")
    expect(page.locator("main")).not_to_contain_text("Nobody knows yet whether")
    written(Walker(browser, own, "editor"))
    reviewer = Walker(browser, own, "reviewer")
    pack = taken_pack(reviewer, tmp_path)
    decided(Walker(browser, own, "ethics"), pack)
    expect(family_reads(browser, own).locator("main")).not_to_contain_text(SAID)
    reviewer.page.reload()
    reviewer.press("1", "link")
    reviewer.press("Publish")
    reviewer.picture()
    page = family_reads(browser, own)
    expect(page.locator("main")).to_contain_text("Nobody knows yet whether it helps")
    expect(page.locator("main")).to_contain_text("Checked by Dr Example (fictional)")
    expect(page.locator("main")).to_contain_text("EC 2026/99")
    looks_right(page)
    keep_picture(page, "first-text-99-family")
