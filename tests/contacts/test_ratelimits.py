"""A limit holds for tries at once, and nobody is readable in its rows."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from contacts.models import Allowance, Pause
from contacts.pauses import Pauses
from contacts.ratelimits import (
    Limit,
    forget_allowances,
    give_try_back,
    take_ticket,
    take_try,
)

pytestmark = pytest.mark.django_db
LIMIT = Limit("knocking", 3, timedelta(hours=1))
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def test_so_many_and_no_more_until_the_next_window():
    assert [take_ticket(LIMIT, "lena", now=NOW) for _ in range(5)] == [True] * 3 + [
        False
    ] * 2
    assert take_ticket(LIMIT, "somebody else", now=NOW)
    assert take_ticket(Limit("singing", 1, LIMIT.per), "lena", now=NOW)
    assert take_ticket(LIMIT, "lena", now=NOW + timedelta(minutes=30))
    assert "lena" not in str(list(Allowance.objects.values()))


def test_the_last_one_is_given_once_although_two_looked_at_once():
    assert take_ticket(LIMIT, "lena", now=NOW)
    assert take_ticket(LIMIT, "lena", now=NOW)
    quicker: list[bool] = []

    def overtake(execute, sql, params, many, context):
        """Let somebody else take it between the look and the deed."""
        if sql.startswith("INSERT") and not quicker:
            quicker.append(False)
            quicker[0] = take_ticket(LIMIT, "lena", now=NOW)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(overtake):
        assert not take_ticket(LIMIT, "lena", now=NOW)
    assert quicker == [True]


PAUSES = Pauses("guessing", 3, [timedelta(minutes=1), timedelta(minutes=10)])


def tries(count: int, now: datetime = NOW) -> list[bool]:
    """Return which of so many tries at one moment were let through."""
    return [take_try(PAUSES, "lena", now=now) for _ in range(count)]


def test_each_pause_is_longer_and_no_window_ends_it():
    assert tries(5) == [True] * 3 + [False] * 2
    assert take_try(PAUSES, "somebody else", now=NOW)
    assert tries(1, NOW + timedelta(seconds=59)) == [False]
    later = NOW + timedelta(minutes=1)
    assert tries(2, later) == [True, False]
    assert tries(1, later + timedelta(minutes=9)) == [False]
    assert tries(2, later + timedelta(minutes=10)) == [True, False]
    assert tries(2, later + timedelta(minutes=20)) == [True, False]
    assert "lena" not in str(list(Pause.objects.values()))


def test_right_tries_do_not_count_and_take_no_pause_away():
    for _ in range(9):
        assert tries(1) == [True]
        give_try_back(PAUSES, "lena", now=NOW)
    assert tries(4) == [True] * 3 + [False]
    later = NOW + timedelta(minutes=1)
    assert tries(1, later) == [True]
    give_try_back(PAUSES, "lena", now=later)
    assert tries(2, later) == [True, False]


def test_wrong_tries_are_forgotten_after_a_day_without_one():
    tries(3)
    assert tries(4, NOW + timedelta(days=1, minutes=2)) == [True] * 3 + [False]
    forget_allowances(now=NOW + timedelta(days=2))
    assert Pause.objects.exists()
    forget_allowances(now=NOW + timedelta(days=10))
    assert not Pause.objects.exists()


def test_what_no_limit_needs_is_forgotten():
    take_ticket(LIMIT, "lena", now=NOW)
    assert forget_allowances(now=NOW + timedelta(days=1)) == 0
    assert forget_allowances(now=NOW + timedelta(days=9)) == 1
