"""When an answer is due, over weekends, holidays, time zones and changing clocks."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.enquiries.promise import (
    LADDER,
    Promise,
    first_rung,
    next_rung,
    promise,
)
from portal.lib.businesstime import Office, likely_zone

BERLIN = Office(zone="Europe/Berlin", country="DE")
SHANGHAI = Office(zone="Asia/Shanghai", country="CN")
NEW_YORK = Office(zone="America/New_York", country="US")
CAIRO = Office(zone="Africa/Cairo", country="EG", weekdays=frozenset({6, 0, 1, 2, 3}))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("office", "now", "days", "due"),
    [
        # Tuesday morning, three days on.
        (BERLIN, "2026-11-24 08:00", 3, "2026-11-27 16:00"),
        # After work on Tuesday: Wednesday is the first day.
        (BERLIN, "2026-11-24 16:30", 3, "2026-11-30 16:00"),
        # A Friday night counts from Monday.
        (BERLIN, "2026-11-27 22:00", 1, "2026-12-01 16:00"),
        (BERLIN, "2026-11-28 10:00", 1, "2026-12-01 16:00"),
        # Christmas: the 25th and 26th are free, then a weekend.
        (BERLIN, "2026-12-23 09:00", 2, "2026-12-28 16:00"),
        # Summer time begins on the night to Sunday 2026-03-29: UTC moves, work not.
        (BERLIN, "2026-03-27 09:00", 1, "2026-03-30 15:00"),
        # And ends on 2026-10-25.
        (BERLIN, "2026-10-23 09:00", 1, "2026-10-26 16:00"),
        # China's national week.
        (SHANGHAI, "2026-09-30 03:00", 1, "2026-10-08 09:00"),
        # Late evening in New York is still the same day there.
        (NEW_YORK, "2026-11-25 02:00", 1, "2026-11-27 22:00"),
        # A week from Sunday to Thursday.
        (CAIRO, "2026-11-26 09:00", 1, "2026-11-29 15:00"),
    ],
)
def test_the_day_and_the_moment(office, now, days, due):
    found = promise(utc(now), days, office)
    assert found.at.astimezone(UTC) == utc(due)
    assert found.day == found.at.astimezone(ZoneInfo(office.zone)).date()


def test_a_teams_own_free_days_count():
    office = Office(zone="UTC", free=frozenset({date(2026, 11, 25)}))
    assert promise(utc("2026-11-24 08:00"), 1, office).day == date(2026, 11, 26)


def test_the_ladder_takes_a_working_morning_for_each_rung():
    due = promise(utc("2026-11-24 08:00"), 3, BERLIN)
    action, at = first_rung(due, BERLIN)
    climbed = [(action, f"{at:%a %d}")]
    for _ in range(5):
        action, at = next_rung(action, at, BERLIN)
        climbed.append((action, f"{at:%a %d}"))
    assert climbed == [
        ("REMIND_TEAM", "Fri 27"),
        ("REMIND_DEPUTY", "Mon 30"),
        ("TELL_DESK", "Tue 01"),
        ("OFFER_OTHER_SITE", "Wed 02"),
        ("TELL_DESK_AGAIN", "Wed 09"),
        ("TELL_DESK_AGAIN", "Wed 16"),
    ]


def test_a_worker_that_stood_still_takes_one_rung_a_day():
    _action, at = next_rung("REMIND_TEAM", utc("2026-12-15 08:00"), BERLIN)
    assert at.date() == date(2026, 12, 16)


@given(
    st.datetimes(
        datetime(2024, 1, 1),  # noqa: DTZ001 - made aware below
        datetime(2027, 12, 31),  # noqa: DTZ001
    ),
    st.integers(1, 10),
    st.sampled_from([BERLIN, SHANGHAI, NEW_YORK, CAIRO]),
)
def test_a_promise_is_ahead_and_on_a_working_day(moment, days, office):
    now = moment.replace(tzinfo=UTC)
    due = promise(now, days, office)
    assert due.at > now
    assert office.is_working(due.day)
    action, at = first_rung(due, office)
    for _ in LADDER:
        following, later = next_rung(action, at, office)
        assert later > at
        action, at = following, later


def test_a_calendar_without_working_days_still_ends():
    never = Office(weekdays=frozenset())
    assert isinstance(promise(utc("2026-11-24 08:00"), 3, never), Promise)


@pytest.mark.parametrize(
    ("country", "longitude", "zone"),
    [
        ("DE", 13.4, "Europe/Berlin"),
        ("CN", 87.6, "Asia/Shanghai"),
        ("US", -118.2, "America/Los_Angeles"),
        ("AU", 151.2, "Australia/"),
        ("XX", None, "UTC"),
        ("", None, "UTC"),
    ],
)
def test_where_no_zone_was_said_the_country_has_one(country, longitude, zone):
    assert likely_zone(country, longitude).startswith(zone)


def test_hours_belong_to_the_team():
    early = Office(zone="UTC", opens=time(6), closes=time(12))
    assert promise(utc("2026-11-24 13:00"), 1, early).at == utc("2026-11-26 12:00")
