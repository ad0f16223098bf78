"""A note is written, changed and deleted; unused notebooks are forgotten."""

import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from contacts.enquiries.actions.erasures import note_erasure
from contacts.models import Note, Notebook, NoteShare
from contacts.notes.anchors.anchor import Anchor
from portal.keyring import lookup_secret
from portal.lib.tokens import derived_token, token_hash
from trials.models import Study

# More than anybody keeps; a program that fills the database stops here.
MOST_NOTES = 500


class NotebookFullError(Exception):
    """There is no room for another note."""


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


def use_notebook(*, notebook: Notebook, now: datetime) -> None:
    """Remember that the notebook was used; its time begins again.

    Reading counts as use, but one write a day is enough to remember it.
    """
    if timezone.localdate(now) > timezone.localdate(notebook.used_at):
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
    for note in gone:
        note_erasure(note)
    Note.objects.filter(pk__in=[note.pk for note in gone]).delete()
    owners = {note.notebook_id for note in gone}
    NoteShare.objects.filter(notebook__in=owners, notes__isnull=True).delete()


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
