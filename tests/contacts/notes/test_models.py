"""Which shares are open, and what the database refuses."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from contacts.models import Notebook, NoteShare
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def share(**values) -> NoteShare:
    notebook = Notebook.objects.create(
        token_hash=uuid4().hex, created_at=NOW, used_at=NOW
    )
    usual = {"key": uuid4(), "token_hash": uuid4().hex, "passcode_hash": "x"}
    usual |= {"expires_at": NOW + timedelta(days=1), "next_try_at": NOW}
    return NoteShare.objects.create(
        notebook=notebook, created_at=NOW, **{**usual, **values}
    )


def test_used_up_is_shut_for_new_readers_and_open_to_those_inside():
    used = share(views_limit=2, views=2)
    free = share(views_limit=2, views=1)
    share(revoked_at=NOW)
    share(expires_at=NOW)
    assert set(NoteShare.objects.open(NOW)) == {free}
    assert set(NoteShare.objects.alive(NOW)) == {used, free}
    assert (used.is_used_up, free.is_used_up, share().is_used_up) == (
        True,
        False,
        False,
    )


def test_no_row_says_that_it_was_opened_too_often():
    one = share(views_limit=1, views=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        NoteShare.objects.filter(pk=one.pk).update(views=2)
