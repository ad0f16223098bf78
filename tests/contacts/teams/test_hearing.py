"""Quiet hours, also over midnight and where the clock is put forward."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from contacts.teams.hearing import wait_in_quiet_hours

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("clock", "begins", "ends", "hours"),
    [
        (time(12), time(22), time(7), 0),
        (time(23), time(22), time(7), 8),
        (time(3), time(22), time(7), 4),
        (time(7), time(22), time(7), 0),
        (time(13), time(12), time(14), 1),
        (time(11), time(12), time(14), 0),
    ],
)
def test_a_mail_waits_until_they_are_over(clock, begins, ends, hours):
    local = datetime.combine(date(2026, 11, 24), clock, BERLIN)
    assert wait_in_quiet_hours(local, begins, ends) == timedelta(hours=hours)


def test_the_night_in_which_the_clock_is_put_back_is_an_hour_longer():
    local = datetime(2026, 10, 24, 23, tzinfo=BERLIN)
    assert wait_in_quiet_hours(local, time(22), time(7)) == timedelta(hours=9)
