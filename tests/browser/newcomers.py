"""A colleague who comes by invitation, so that no test changes another's sign-in."""

import re
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, enter_console
from tests.services.servers import wait_until

PASSWORD = "a sentence of the newcomer's"


def mailed(server: Server, address: str, link: str) -> str:
    """Return the link in the newest mail to an address, once it is there."""

    def found() -> list[str]:
        pairs = zip(server.sink.recipients, server.sink.mails, strict=False)
        texts = [
            mail.get_body(("plain",)).get_content()
            for to, mail in pairs
            if to == address
        ]
        return re.findall(rf"http://localhost:\d+{link}", "\n".join(texts))

    wait_until(lambda: bool(found()), f"the mail to {address}")
    return found()[-1]


def invite(team: Page, server: Server) -> tuple[str, str]:
    """Invite somebody as a coordinator; return the address and the mailed link."""
    address = f"{uuid4().hex[:12]}@site.example"
    enter_console(team, server)
    team.goto(f"{server.base}/staff/team/")
    team.locator(".plain-links a").first.click()
    team.locator("#id_email").fill(address)
    team.get_by_role("button", name="Send invitation").click()
    return address, mailed(server, address, r"\S*/staff/invitations/[0-9a-f]{64}/")


def join(page: Page, server: Server) -> str:
    """Make a new colleague, signed in on this page; return the address."""
    address, link = invite(page, server)
    page.get_by_role("button", name="Sign out").click()
    page.goto(link)
    page.get_by_label("Your name").fill("Neu Gier")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()
    type_password(page, server, address)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    return address


def type_password(page: Page, server: Server, address: str) -> None:
    """Fill in the sign-in, and send it."""
    page.goto(f"{server.base}/staff/sign-in/")
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
