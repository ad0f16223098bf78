"""Passkeys, an app's codes and recovery codes in a real browser, under the policy."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, looks_right
from tests.browser.newcomers import PASSWORD, join, type_password

pytestmark = pytest.mark.browser
# A phone or laptop that knows its owner by a finger.
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    yield page
    assert [line for line in said if "Content Security Policy" in line] == []
    context.close()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_url("**/staff/sign-in/**")


def confirm(page: Page, path: str) -> None:
    """Open a page that asks for the password once more, and give it."""
    page.goto(path)
    looks_right(page)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()


def add_key(page: Page, server: Server, *, is_passkey: bool) -> None:
    confirm(page, f"{server.base}/staff/account/webauthn/add/")
    looks_right(page)
    page.get_by_label("Name").fill("My telephone")
    page.get_by_label("Passwordless").set_checked(is_passkey)
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/recovery-codes/")


def virtual_authenticator(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def test_a_passkey_alone_opens_the_console(page: Page, server: Server):
    virtual_authenticator(page)
    join(page, server)
    add_key(page, server, is_passkey=True)
    looks_right(page)
    codes = page.locator("#recovery_codes").input_value().split()
    assert len(codes) == 10
    for path in ("", "webauthn/", "sessions/"):
        page.goto(f"{server.base}/staff/account/{path}")
        looks_right(page)
    page.goto(f"{server.base}/staff/account/webauthn/")
    for name in ("Rename: My telephone", "Remove: My telephone"):
        page.get_by_role("link", name=name).click()
        looks_right(page)
        page.go_back()
    sign_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/staff/")
    expect(page.locator("h1")).to_be_visible()


def test_a_key_is_asked_for_after_the_password(page: Page, server: Server):
    virtual_authenticator(page)
    address = join(page, server)
    add_key(page, server, is_passkey=False)
    sign_out(page)
    type_password(page, server, address)
    page.wait_for_url("**/staff/account/authenticate/")
    looks_right(page)
    page.goto(f"{server.base}/staff/")
    expect(page).to_have_url(f"{server.base}/staff/account/authenticate/")
    page.get_by_role("button", name="Use a security key").click()
    page.wait_for_url("**/staff/")


def test_an_app_is_set_up_and_asked_for(page: Page, server: Server):
    address = join(page, server)
    confirm(page, f"{server.base}/staff/account/totp/activate/")
    looks_right(page)
    secret = page.get_by_label("Authenticator secret").input_value()
    code = page.get_by_label("Authenticator code")
    code.fill("000000")
    page.get_by_role("button", name="Activate").click()
    looks_right(page)
    counter = int(datetime.now(UTC).timestamp()) // 30
    code.fill(format_hotp_value(hotp_value(secret, counter)))
    page.get_by_role("button", name="Activate").click()
    page.wait_for_url("**/recovery-codes/")
    codes = page.locator("#recovery_codes").input_value().split()
    sign_out(page)
    type_password(page, server, address)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Sign In", exact=True).click()
    page.wait_for_url("**/staff/")
    page.goto(f"{server.base}/staff/account/recovery-codes/generate/")
    looks_right(page)
    page.goto(f"{server.base}/staff/account/totp/deactivate/")
    looks_right(page)


def test_pages_of_passwords(page: Page, server: Server):
    join(page, server)
    page.goto(f"{server.base}/staff/account/password/")
    looks_right(page)
    page.locator("main form button[type=submit]").first.click()
    looks_right(page)
    page.goto(f"{server.base}/staff/sign-out/")
    looks_right(page)
    page.locator("main form button[type=submit]").click()
    for path in ("", "sent/", "done/", "new/abc-def/"):
        page.goto(f"{server.base}/staff/password/{path}")
        looks_right(page)
    page.goto(f"{server.base}/staff/sign-in/")
    page.get_by_label("Email").fill("nobody@site.example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator("h1")).to_have_text(re.compile("Sign in"))
    looks_right(page)
