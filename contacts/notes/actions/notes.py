"""A note is written, changed and deleted; unused notebooks are forgotten."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from contacts.enquiries.actions.erasures import note_erasure
from contacts.models import Note, NoteShare
from contacts.notes.actions.notebooks import Owner, begin_notebook, use_notebook
from contacts.notes.anchors.anchor import Anchor
from trials.models import Study

# More than anybody keeps; a program that fills the database stops here.
MOST_NOTES = 500


class NotebookFullError(Exception):
    """There is no room for another note."""


@transaction.atomic
def add_note(
    *,
    owner: Owner | None,
    begin: UUID | None = None,
    key: UUID,
    study: Study,
    language: str,
    anchor: Anchor,
    body: str,
    now: datetime,
) -> tuple[Owner, Note]:
    """Write a note, into a new notebook if it is somebody's first.

    The same `key` never makes a second note: it holds what was sent last. The same
    `begin` never makes a second notebook.
    """
    owner = owner or begin_notebook(now=now, word=begin)
    use_notebook(notebook=owner.notebook, now=now)
    said = {"study": study, "language": language, "body": body, **asdict(anchor)}
    notes = owner.notebook.notes
    if notes.count() >= MOST_NOTES and not notes.filter(key=key).exists():
        raise NotebookFullError
    note, is_new = notes.get_or_create(
        key=key, defaults={**said, "created_at": now, "changed_at": now}
    )
    if not is_new:
        rewrite(note, said, now)
    return owner, note


def rewrite(note: Note, said: dict[str, Any], now: datetime) -> None:
    """Let a note hold what was sent last, if that is something else."""
    if any(getattr(note, name) != value for name, value in said.items()):
        for name, value in {**said, "changed_at": now}.items():
            setattr(note, name, value)
        note.save()


def edit_note(*, note: Note, body: str, now: datetime) -> None:
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
    for note in gone:
        note_erasure(note)
    Note.objects.filter(pk__in=[note.pk for note in gone]).delete()
    owners = {note.notebook_id for note in gone}
    NoteShare.objects.filter(notebook__in=owners, notes__isnull=True).delete()
