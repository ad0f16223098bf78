"""Calls on an enquiry's page: agreed on by a clock, with the family's wish beside."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from contacts.models import AgreedCall, CallAttempt
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 27, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def enquiry():
    return accepted(call_times="after 18:00", now=NOW).enquiry


@pytest.fixture
def member(enquiry) -> Client:
    client = Client()
    client.force_login(staff([enquiry.site]))
    return client


def agree(member: Client, enquiry, **values):
    data = {"day": "2026-03-30", "clock": "18:00", "zone": "Europe/Berlin", **values}
    address = f"/staff/enquiries/{enquiry.reference}/call/agree/"
    return member.post(address, data, follow=True)


def note(member: Client, enquiry, result: str):
    address = f"/staff/enquiries/{enquiry.reference}/call/"
    return member.post(address, {"result": result}, follow=True)


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_an_hour_is_agreed_on_by_the_familys_clock(member, enquiry):
    page = words(member.get(f"/staff/enquiries/{enquiry.reference}/"))
    assert "Asked to be called:" in page
    assert "after 18:00" in page
    assert 'value="18:00"' in page
    assert '<option value="Europe/Berlin" selected>Berlin</option>' in page
    page = words(agree(member, enquiry))
    call = AgreedCall.objects.get()
    assert call.at == datetime(2026, 3, 30, 16, tzinfo=UTC)
    assert "Monday, March 30, 2026, 6 p.m. (Berlin)" in page
    # Hangzhou is six hours on, once Berlin's clocks are put forward.
    assert "midnight by your clock" in page
    assert "call on" in words(member.get("/staff/"))
    page = words(
        member.post(f"/staff/enquiries/{enquiry.reference}/call/drop/", follow=True)
    )
    assert "A call is agreed on" not in page


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"day": ""}, "Choose a day."),
        ({"clock": "soon"}, "Choose a time."),
        ({"zone": "Mars/North"}, "Select a valid choice"),
        ({"day": "2026-03-27", "clock": "09:00"}, "Choose a time to come"),
        ({"day": "2027-03-30"}, "Choose a time to come"),
        ({"day": "2026-03-29", "clock": "02:30"}, "clocks are put forward"),
    ],
)
def test_what_is_no_hour_is_said_and_nothing_typed_is_lost(
    member, enquiry, values, said
):
    answer = agree(member, enquiry, **values)
    assert answer.status_code == 422
    assert said in words(answer)
    if values.get("day", "2026") != "":
        assert f'value="{values.get("day", "2026-03-30")}"' in words(answer)
    assert not AgreedCall.objects.exists()


def test_a_family_that_wants_no_voicemail_gets_none(member, enquiry):
    page = words(note(member, enquiry, "VOICEMAIL"))
    assert "They want no voicemail." in page
    assert not CallAttempt.objects.exists()
    assert "Please leave no voicemail." in page
    assert "Left a voicemail" not in page
    open_to_it = accepted(enquiry.site, may_leave_voicemail=True, now=NOW).enquiry
    note(member, open_to_it, "VOICEMAIL")
    assert CallAttempt.objects.get().result == "VOICEMAIL"


def test_after_a_missed_one_the_next_try_follows_the_wish(member, enquiry):
    page = words(note(member, enquiry, "NO_ANSWER"))
    assert "Next try: March 31, 2026, about 6 p.m., as they asked." in page
    silent = accepted(enquiry.site, call_times="", now=NOW).enquiry
    page = words(note(member, silent, "NO_ANSWER"))
    assert "at another time of day" in page
    assert "Next try" not in words(agree(member, silent))


def test_of_others_nothing_is_agreed(enquiry):
    stranger = Client()
    stranger.force_login(staff([]))
    assert agree(stranger, enquiry).status_code == 404
    assert not AgreedCall.objects.exists()
