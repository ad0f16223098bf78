"""The auditor's page, the incident and a hospital's file: read, narrow, with keys."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, looks_right
from tests.browser.test_setup import enter_as_administrator

pytestmark = pytest.mark.browser
AT_DESK = """
from django.contrib.auth.models import User
from contacts.models import Facility, Membership, Team
user = User.objects.get(email="boss@portal.example")
Membership.objects.get_or_create(user=user, team=Team.objects.get(is_desk=True))
print(Facility.objects.get_or_create(name="Haus am Hof", city="Bonn")[0].pk)
"""
DAY = "?begin=2020-01-01T00:00&end=2020-06-01T00:00"
WIDE = "?begin={0}-01-01T00:00&end={0}-12-31T23:59"


@pytest.fixture
def hospital(page: Page, server: Server) -> str:
    """The number of a hospital, for an administrator who is at the desk as well."""
    enter_as_administrator(page, server)
    return server.printed(AT_DESK)


def test_what_an_auditor_and_the_desk_read(page: Page, server: Server, hospital: str):
    year = server.printed("from django.utils.timezone import now; print(now().year)")
    paths = [
        "/staff/audit/",
        "/zh-hans/staff/audit/?enquiry=nothing",
        "/staff/incident/?begin=&end=",
        f"/zh-hans/staff/incident/{DAY}",
        f"/staff/incident/{WIDE.format(year)}",
    ]
    for path in paths:
        page.goto(server.base + path)
        looks_right(page)
    expect(page.locator("tbody td", has_text="came in").first).to_be_visible()
    page.goto(f"{server.base}/staff/setup/hospitals/{hospital}/file/")
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("button", name="Take the file")).to_be_visible()
    looks_right(page)


def test_an_incident_is_asked_for_with_keys_alone(
    page: Page, server: Server, hospital: str
):
    page.goto(f"{server.base}/staff/incident/")
    page.get_by_role("button", name="Show").focus()
    page.keyboard.press("Enter")
    summary = page.locator(".error-summary")
    expect(summary).to_be_visible()
    summary.get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("From when")).to_be_focused()
