"""Guesses at once: no more are checked than there are tries, on PostgreSQL."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.db.models import F
from django.utils import timezone

from contacts.models import Note, NoteAnswer, Notebook, NoteShare
from contacts.notes.actions.answering import answer_note
from contacts.notes.actions.notebooks import begin_notebook
from contacts.notes.actions.notes import add_note
from contacts.notes.actions.opening import FREE_TRIES, count_opening, take_share_try
from contacts.notes.actions.sharing import Terms, share_notes
from contacts.notes.anchors.anchoring import describe_place
from tests import notebooks
from trials.models import Study

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


@pytest.fixture
def study() -> Study:
    """A study to make notes on."""
    return notebooks.study()


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


def test_a_form_that_comes_many_times_at_once_is_stored_once(study):
    now, key, begin, word = timezone.now(), uuid4(), uuid4(), uuid4()
    anchor = describe_place({"a": "Some words."}, "a", 0, 11)
    said = {"study": study, "language": "en", "anchor": anchor, "body": "?", "now": now}
    assert raced(lambda: add_note(owner=None, begin=begin, key=key, **said)) == GUESSES
    note = Note.objects.get()
    assert Notebook.objects.get() == note.notebook
    terms = Terms(label="", days=7, views_limit=None, may_answer=True)
    form = {"notes": [note], "own": "correct horse battery", "language": "en"}
    form |= {"terms": terms, "key": key, "now": now}
    assert raced(lambda: share_notes(notebook=note.notebook, **form)) == GUESSES
    share = NoteShare.objects.get()
    answer = {"share": share, "note": note, "author": "", "body": "!", "key": word}
    assert raced(lambda: answer_note(now=now, **answer)) == GUESSES
    assert NoteAnswer.objects.count() == 1


def test_so_many_guesses_at_once_and_no_more(share):
    now = timezone.now()
    assert 1 <= raced(lambda: take_share_try(share, now)) <= FREE_TRIES


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
    assert raced(lambda: count_opening(share, timezone.now())) == 3
    share.refresh_from_db()
    assert (share.views, share.openings.count()) == (3, 3)
