"""A note is written, changed and deleted; unused notebooks are forgotten."""

import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from contacts.anchoring import Anchor
from contacts.models import Note, Notebook, NoteShare
from portal.lib.tokens import token_hash
from trials.models import Study

# More than anybody keeps; a program that fills the database stops here.
MOST_NOTES = 500
# Reading counts as use, but one write a day is enough to remember it.
USE_NOTED = timedelta(days=1)


class NotebookFullError(Exception):
    """There is no room for another note."""


@dataclass(frozen=True)
class Owner:
    """A notebook, and the secret that opens it."""

    notebook: Notebook
    secret: str


def begin_notebook(*, now: datetime) -> Owner:
    """Make an empty notebook with a new secret."""
    secret = secrets.token_hex(32)
    notebook = Notebook.objects.create(
        token_hash=token_hash(secret), created_at=now, used_at=now
    )
    return Owner(notebook, secret)


@transaction.atomic
def add_note(
    *,
    owner: Owner | None,
    key: UUID,
    study: Study,
    language: str,
    anchor: Anchor,
    body: str,
    now: datetime,
) -> tuple[Owner, Note]:
    """Write a note, into a new notebook if it is somebody's first.

    The same `key` never makes a second note.
    """
    owner = owner or begin_notebook(now=now)
    use_notebook(notebook=owner.notebook, now=now)
    known = owner.notebook.notes.filter(key=key).first()
    if known:
        return owner, known
    if owner.notebook.notes.count() >= MOST_NOTES:
        raise NotebookFullError
    note = Note.objects.create(
        notebook=owner.notebook,
        key=key,
        study=study,
        language=language,
        body=body,
        created_at=now,
        changed_at=now,
        **asdict(anchor),
    )
    return owner, note


def use_notebook(*, notebook: Notebook, now: datetime) -> None:
    """Remember that the notebook was used; its time begins again."""
    if now - notebook.used_at >= USE_NOTED:
        Notebook.objects.filter(pk=notebook.pk).update(used_at=now)
        notebook.used_at = now


def edit_note(*, note: Note, body: str, now: datetime) -> None:
    """Change what a note says."""
    note.body, note.changed_at = body, now
    note.save(update_fields=["body", "changed_at"])


def move_note(*, note: Note, anchor: Anchor, now: datetime) -> None:
    """Put a note where its owner said that it belongs now."""
    for name, value in asdict(anchor).items():
        setattr(note, name, value)
    note.changed_at = now
    note.save()


@transaction.atomic
def delete_notes(*, notes: Iterable[Note]) -> None:
    """Delete notes with their answers; a share that holds nothing more goes too."""
    gone = list(notes)
    Note.objects.filter(pk__in=[note.pk for note in gone]).delete()
    owners = {note.notebook_id for note in gone}
    NoteShare.objects.filter(notebook__in=owners, notes__isnull=True).delete()


def delete_notebook(*, notebook: Notebook) -> None:
    """Delete everything: notes, shares, answers, and the notebook itself."""
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
