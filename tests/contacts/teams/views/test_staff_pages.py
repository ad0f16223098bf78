"""An administrator's page asks for a fresh proof; its button leaves time to type."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.utils import timezone

from contacts.models import Team
from tests.administrators import administrator, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/staff/setup/"
FORM = {"name": "Bonn", "language": "en"}


def post_after(minutes: int, **headers: str):
    client = signed_in(administrator())
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        page = client.get(PAGE)
        return page, client.post(f"{PAGE}team/", FORM, headers=headers)


def test_a_form_may_take_twenty_minutes():
    page, posted = post_after(20)
    assert "/staff/account/confirm/" in page["Location"]
    assert posted["Location"].startswith("/staff/team/")
    assert Team.objects.filter(name="Bonn").exists()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("http://testserver/staff/setup/", PAGE),
        ("http://testserver/zh-hans/staff/setup/", "/zh-hans/staff/setup/"),
        ("http://evil.example/", "/staff/team/"),
        ("", "/staff/team/"),
    ],
)
def test_a_late_press_leads_back_to_a_page_that_opens(before, after):
    _page, posted = post_after(40, referer=before)
    where = urlsplit(posted["Location"])
    assert where.path == "/staff/account/confirm/"
    assert parse_qs(where.query)["next"] == [after]
    assert not Team.objects.filter(name="Bonn").exists()
