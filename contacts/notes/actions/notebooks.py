"""Notebooks begin, are asked from, and end."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from contacts.enquiries.actions.erasures import note_erasure
from contacts.models import Note, Notebook
from portal.keyring import lookup_secret
from portal.lib.tokens import derived_token, token_hash


@dataclass(frozen=True)
class Owner:
    """A notebook, and the secret that opens it."""

    notebook: Notebook
    secret: str


def begin_notebook(*, now: datetime, word: UUID | None = None) -> Owner:
    """Make an empty notebook with a new secret; the same `word` makes it but once."""
    secret = secrets.token_hex(32)
    if word:
        secret = derived_token(lookup_secret(), f"notebook:{word}")
    notebook, _is_new = Notebook.objects.get_or_create(
        token_hash=token_hash(secret), defaults={"created_at": now, "used_at": now}
    )
    return Owner(notebook, secret)


def use_notebook(*, notebook: Notebook, now: datetime) -> None:
    """Remember that the notebook was used; its time begins again.

    Reading counts as use, but one write a day is enough to remember it.
    """
    if timezone.localdate(now) > timezone.localdate(notebook.used_at):
        Notebook.objects.filter(pk=notebook.pk).update(used_at=now)
        notebook.used_at = now


@transaction.atomic
def delete_notebook(*, notebook: Notebook) -> None:
    """Delete everything: notes, shares, answers, and the notebook itself."""
    note_erasure(notebook)
    notebook.delete()


@transaction.atomic
def ask_team(*, notebook: Notebook, notes: Iterable[Note]) -> None:
    """Keep in mind which notes become part of a message; others do not any more."""
    chosen = [note.pk for note in notes]
    studies = {note.study_id for note in notes}
    asked = notebook.notes.filter(study_id__in=studies)
    asked.exclude(pk__in=chosen).update(is_question=False)
    asked.filter(pk__in=chosen).update(is_question=True)


def renew_secret(*, notebook: Notebook, now: datetime) -> Owner:
    """Give the notebook another secret: all other devices and old links are out."""
    secret = secrets.token_hex(32)
    notebook.token_hash, notebook.used_at = token_hash(secret), now
    notebook.save(update_fields=["token_hash", "used_at"])
    return Owner(notebook, secret)


def purge_notes(*, now: datetime) -> int:
    """Delete notebooks that nobody has used for 180 days; return how many."""
    _rows, by_model = Notebook.objects.forgotten(now).delete()
    return by_model.get("contacts.Notebook", 0)
