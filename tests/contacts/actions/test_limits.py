"""A limit holds for tries at once, and nobody is readable in its rows."""

from datetime import UTC, datetime, timedelta

import pytest

from contacts.actions.limits import Limit, forget_allowances, take
from contacts.models import Allowance

pytestmark = pytest.mark.django_db
LIMIT = Limit("knocking", 3, timedelta(hours=1))
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def test_so_many_and_no_more_until_the_next_window():
    assert [take(LIMIT, "lena", now=NOW) for _ in range(5)] == [True] * 3 + [False] * 2
    assert take(LIMIT, "somebody else", now=NOW)
    assert take(Limit("singing", 1, LIMIT.per), "lena", now=NOW)
    assert take(LIMIT, "lena", now=NOW + timedelta(minutes=30))
    assert "lena" not in str(list(Allowance.objects.values()))


def test_what_no_limit_needs_is_forgotten():
    take(LIMIT, "lena", now=NOW)
    assert forget_allowances(now=NOW + timedelta(days=1)) == 0
    assert forget_allowances(now=NOW + timedelta(days=3)) == 1
