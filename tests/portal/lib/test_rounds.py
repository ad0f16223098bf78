"""The one loop of every small queue."""

import pytest
from django.db import connection

from contacts.models import Enquiry
from portal.database import pausing
from portal.lib.rounds import go_round
from tests.factories import NOW, accepted

pytestmark = pytest.mark.django_db


@pytest.fixture
def pauses(monkeypatch):
    """Note each pause instead of making it."""
    found: list[float] = []
    monkeypatch.setattr(pausing, "sleep", found.append)
    return found


def test_others_may_write_between_two_rows(pauses):
    for _ in range(3):
        accepted()
    taken: list[tuple[int, int]] = []
    every = Enquiry.objects.order_by("pk")
    go_round(
        every, lambda pk: taken.append((pk, len(pauses))), now=NOW, limit=2, waits="…"
    )
    first, second = every.values_list("pk", flat=True)[:2]
    # Only SQLite needs it: there whoever writes without a pause is nearly always first.
    is_paused = connection.vendor == "sqlite"
    assert taken == [(first, 0), (second, int(is_paused))]
