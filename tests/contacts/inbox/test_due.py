"""What is due, in the words and under the heading that a coordinator reads."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.inbox.due import LATER, TODAY, WEEK, due
from contacts.inbox.due import NOW as AT_ONCE
from portal.lib.businesstime import Office

BERLIN = Office(zone="Europe/Berlin", country="DE")
# A Wednesday morning.
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def said(day: date, now: datetime = NOW, office: Office = BERLIN) -> tuple[str, str]:
    found = due(day, office.closing(day), now, office)
    return found.words, found.group


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 23), ("2 days late", AT_ONCE)),
        (date(2026, 11, 24), ("1 day late", AT_ONCE)),
        (date(2026, 11, 25), ("today", TODAY)),
        (date(2026, 11, 26), ("tomorrow", WEEK)),
        (date(2026, 11, 27), ("in 2 working days", WEEK)),
        (date(2026, 11, 30), ("in 3 working days", LATER)),
        (date(2026, 12, 2), ("in 5 working days", LATER)),
    ],
)
def test_a_promise_is_said_in_working_days(day, words):
    assert said(day) == words


def test_a_day_is_late_from_the_hour_at_which_the_team_goes_home():
    day = date(2026, 11, 25)
    before, after = (datetime(2026, 11, 25, hour, tzinfo=UTC) for hour in (15, 17))
    assert said(day, before) == ("today", TODAY)
    assert said(day, after) == ("late since today", AT_ONCE)


def test_today_is_the_day_on_the_teams_wall():
    sydney = Office(zone="Australia/Sydney", country="AU")
    evening = datetime(2026, 11, 25, 20, tzinfo=UTC)
    assert said(date(2026, 11, 26), evening, sydney)[0] == "today"


def test_on_a_sunday_this_week_is_the_one_that_begins():
    sunday = datetime(2026, 11, 29, 9, tzinfo=UTC)
    assert said(date(2026, 12, 1), sunday) == ("in 2 working days", WEEK)
    assert said(date(2026, 12, 7), sunday) == ("in 6 working days", LATER)


def test_a_free_day_is_no_working_day():
    free = Office(zone="Europe/Berlin", free=frozenset({date(2026, 11, 26)}))
    assert said(date(2026, 11, 27), office=free)[0] == "in 1 working day"


@given(st.integers(-40, 40), st.integers(0, 10_000))
def test_every_promise_has_one_heading_and_only_the_late_are_due_at_once(days, minutes):
    now = NOW + timedelta(minutes=minutes)
    day = NOW.date() + timedelta(days=days)
    found = due(day, BERLIN.closing(day), now, BERLIN)
    assert found.group in {AT_ONCE, TODAY, WEEK, LATER}
    assert found.words
    assert found.is_late == (BERLIN.closing(day) <= now)
    assert found.is_late == (found.group == AT_ONCE)
