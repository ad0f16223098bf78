"""A console that nobody uses signs itself out, and so does one open all day."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def sent():
    return accepted()


@pytest.fixture
def member(sent, clock) -> Client:
    client = Client()
    client.force_login(staff([sent.enquiry.site]))
    assert client.get("/staff/").status_code == 200
    return client


def test_after_an_hour_of_nothing_the_same_page_asks_again(member, clock, sent):
    page = f"/staff/enquiries/{sent.enquiry.reference}/"
    clock.shift(timedelta(minutes=59))
    assert member.get(page).status_code == 200
    clock.shift(timedelta(minutes=61))
    answer = member.get(page)
    assert answer["Location"] == f"/staff/sign-in/?next={page}"
    door = member.get(answer["Location"]).content.decode()
    assert "nobody was here for a while" in door
    assert member.get("/staff/").status_code == 302


@pytest.mark.parametrize("path", ["/admin/", "/zh-hans/staff/", "/staff/account/"])
def test_no_other_door_stays_open(member, clock, path):
    clock.shift(timedelta(minutes=61))
    assert "/staff/sign-in/" in member.get(path)["Location"]


def test_an_open_page_that_asks_by_itself_keeps_nobody_signed_in(member, clock, sent):
    state = f"/staff/enquiries/{sent.enquiry.reference}/state/"
    for _ in range(3):
        clock.shift(timedelta(minutes=15))
        assert member.get(state).status_code == 200
    clock.shift(timedelta(minutes=16))
    assert member.get(state).status_code == 302
    assert member.get("/staff/").status_code == 302


def test_nothing_is_done_in_the_name_of_somebody_gone(member, clock, sent):
    clock.shift(timedelta(minutes=61))
    path = f"/staff/enquiries/{sent.enquiry.reference}/remark/"
    answer = member.post(path, {"remark": "Hello"})
    assert answer["Location"] == "/staff/sign-in/?next=/staff/"
    assert not sent.enquiry.remarks.exists()


def test_a_working_day_is_the_longest(member, clock):
    for _ in range(24):
        clock.shift(timedelta(minutes=30))
        assert member.get("/staff/").status_code == 200
    clock.shift(timedelta(minutes=1))
    assert member.get("/staff/").status_code == 302


def test_families_pages_look_at_no_session(member, clock, sent):
    clock.shift(timedelta(minutes=61))
    answer = member.get("/trials/")
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
