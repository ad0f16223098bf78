"""Guesses at once: no more are checked than there are tries, on PostgreSQL."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.db.models import F
from django.utils import timezone

from contacts.actions.notes import begin_notebook
from contacts.actions.shares import (
    FREE_TRIES,
    Terms,
    count_view,
    share_notes,
    take_ticket,
)
from contacts.models import NoteShare

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="threads share SQLite's test database"
    ),
]
GUESSES = 32


@pytest.fixture
def share() -> NoteShare:
    """A link that may be opened three times."""
    now = timezone.now()
    return share_notes(
        notebook=begin_notebook(now=now).notebook,
        notes=[],
        own="correct horse battery",
        language="en",
        terms=Terms(label="", days=7, views_limit=3, may_answer=False),
        key=uuid4(),
        now=now - timedelta(minutes=1),
    ).share


def raced(deed) -> int:
    """Let everybody act at the same moment; return how many came through."""
    barrier, passed = threading.Barrier(GUESSES), []

    def work() -> None:
        try:
            connection.ensure_connection()
            barrier.wait(20)
            if deed():
                passed.append(1)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(GUESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(passed)


def test_so_many_guesses_at_once_and_no_more(share):
    now = timezone.now()
    assert 1 <= raced(lambda: take_ticket(share, now)) <= FREE_TRIES


def test_looking_before_counting_would_let_more_through(share):
    """The control: the naive way shows that the race is real."""

    def naive() -> bool:
        found = NoteShare.objects.get(pk=share.pk)
        if found.tries >= FREE_TRIES:
            return False
        NoteShare.objects.filter(pk=share.pk).update(tries=F("tries") + 1)
        return True

    assert raced(naive) > FREE_TRIES


def test_no_more_openings_at_once_than_are_allowed(share):
    NoteShare.objects.update(failures=GUESSES)
    assert raced(lambda: count_view(share, timezone.now())) == 3
    share.refresh_from_db()
    assert (share.views, share.openings.count()) == (3, 3)
