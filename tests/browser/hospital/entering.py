"""A portal of somebody's own with nothing in it, and how its people come in."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Locator, expect

from tests.browser.hospital.hands import Hands, Tally
from tests.browser.newcomers import mailed
from tests.browser.serving import Server
from tests.registry_server import LocalRegistry, local_registry
from tests.services.servers import find_browser, lacking
from tests.sink import Sink, free_port

PASSWORD = "a long pass phrase"
BOSS = "boss@hospital.example"
ADD = f"""
from django.core.management import call_command
call_command("add_administrator", "{BOSS}")
"""


@contextmanager
def empty_portal(**more: str) -> Iterator[tuple[Server, LocalRegistry]]:
    """Start an installation as a hospital does; nothing is said of it anywhere."""
    if find_browser() is None:
        lacking("chromium is not installed")
    with Sink() as sink, local_registry() as registry:
        port = free_port()
        running = Server(
            sink,
            DEBUG="false",
            ALLOWED_HOSTS="localhost",
            PORT=str(port),
            PUBLIC_URL=f"http://localhost:{port}",
            SERVE_UNAPPROVED="false",
            REGISTRY_API_URL=registry.url,
            **more,
        )
        try:
            yield running, registry
        finally:
            running.close()


def first_of_all(browser: Browser, server: Server, tally: Tally) -> Hands:
    """Follow the link that `add_administrator` prints, and sign in."""
    hands = Hands(browser.new_context().new_page(), tally)
    link = re.search(r"http://\S+", server.printed(ADD))[0]
    hands.page.goto(link)
    for box in hands.page.locator("input[type=password]").all():
        hands.type(box, PASSWORD)
    hands.click(hands.page.locator("main button[type=submit]").first)
    hands.page.goto(f"{server.base}/staff/")
    sign_in(hands, BOSS)
    return hands


def joined(
    browser: Browser, server: Server, tally: Tally, name: str, address: str
) -> Hands:
    """Follow an invitation, choose a password, and sign in."""
    hands = Hands(browser.new_context().new_page(), tally)
    hands.page.goto(mailed(server, address, r"\S*/staff/invitations/[0-9a-f]{64}/"))
    hands.write("Your name, as families shall see it", name)
    hands.write("Password", PASSWORD)
    hands.press("button", "Join")
    sign_in(hands, address)
    return hands


def sign_in(hands: Hands, address: str) -> None:
    """Type the password, set up the second factor that is asked for, and be in."""
    page = hands.page
    hands.write("Email", address)
    hands.write("Password", PASSWORD)
    hands.press("button", "Sign in")
    page.wait_for_url("**/staff/account/")
    hands.click(page.locator("a[href$='/totp/activate/']"))
    box = page.get_by_label("Authenticator secret")
    prove(hands, box)
    counter = int(datetime.now(UTC).timestamp()) // 30
    code = format_hotp_value(hotp_value(box.input_value(), counter))
    hands.write("Authenticator code", code)
    hands.press("button", "Activate")
    page.wait_for_url("**/recovery-codes/")
    saved = page.locator("#codes_saved")
    if saved.count():
        # Without it the browser asks whether one really wants to leave.
        hands.click(saved)
    hands.press("link", "Go on to the enquiries")


def prove(hands: Hands, wanted: Locator) -> None:
    """Give the password once more, where it is asked for before a page."""
    box = hands.page.get_by_label("Password", exact=True)
    expect(wanted.or_(box).first).to_be_visible()
    if box.is_visible():
        hands.type(box, PASSWORD)
        hands.press("button", "Confirm")
        expect(wanted).to_be_visible()
