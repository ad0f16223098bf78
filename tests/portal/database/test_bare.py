"""Bare rows are rows of their model, without what only their making needs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Subscription
from portal.database.bare import bare_rows
from tests.alerts import subscriber

pytestmark = pytest.mark.django_db


def test_a_bare_row_holds_what_was_asked_for_and_finds_the_rest():
    there = subscriber("family@families.example")
    with CaptureQueriesContext(connection) as asked:
        (row,) = bare_rows(Subscription.objects.all(), "email", "secret")
        assert (row, row.pk, row.email) == (there, there.pk, there.email)
        assert row.token("manage") == there.token("manage")
    assert len(asked) == 1
    assert row.household == there.household


def test_two_bare_rows_have_nothing_in_common():
    for number in range(2):
        subscriber(f"{number}@families.example")
    one, other = bare_rows(Subscription.objects.order_by("pk"), "email")
    one.email = "another@families.example"
    assert other.email == "1@families.example"
    assert one._state is not other._state
