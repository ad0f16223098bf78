"""Notes are shared behind a passcode, which is kept only as a slow hash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.util import find_spec
from secrets import token_hex
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from contacts.models import Note, Notebook, NoteShare
from contacts.notes.passcodes import new_passcode, plain_passcode
from portal.lib.tokens import token_hash


@dataclass(frozen=True)
class Terms:
    """How notes are shared."""

    label: str
    days: int
    views_limit: int | None
    may_answer: bool


def hasher() -> str:
    """Return the slow hash to use: Argon2 where it is installed, else scrypt."""
    return "argon2" if find_spec("argon2") else "scrypt"


@dataclass(frozen=True)
class Shared:
    """A share and its passcode, which is known only now; "" where it was known before.

    `is_renewed` says that another passcode was shown before and is no longer right.
    """

    share: NoteShare
    passcode: str
    is_renewed: bool = False


@transaction.atomic
def share_notes(
    *,
    notebook: Notebook,
    notes: Sequence[Note],
    own: str,
    language: str,
    terms: Terms,
    key: UUID,
    now: datetime,
) -> Shared:
    """Share these notes; the passcode is kept only as a slow hash.

    `own` is a passcode that somebody chose; without it one is made, in words or digits
    of the `language`. The same `key` makes the same share but once; if the second form
    says anything else, or the first link is closed by now, it makes another.
    """
    passcode = own or new_passcode(language)
    row = {
        "notebook": notebook,
        "passcode_hash": make_password(plain_passcode(passcode), hasher=hasher()),
        "label": terms.label,
        "may_answer": terms.may_answer,
        "views_limit": terms.views_limit,
        "expires_at": now + timedelta(days=terms.days),
        "next_try_at": now,
        "created_at": now,
    }
    share, is_new = begin_share(key, row)
    if not is_new and not is_same_share(share, notebook, notes, terms, own, now):
        share, is_new = begin_share(uuid4(), row)
    if is_new:
        share.notes.set(notes)
        return Shared(share, passcode)
    if own:
        return Shared(share, "")
    NoteShare.objects.filter(pk=share.pk).update(passcode_hash=row["passcode_hash"])
    return Shared(share, passcode, is_renewed=True)


def begin_share(key: UUID, row: dict[str, Any]) -> tuple[NoteShare, bool]:
    """Return the share of this key, and whether it is new; of two at once one is."""
    word = token_hex(32)
    secrets = {"link_secret": word, "token_hash": token_hash(word)}
    return NoteShare.objects.get_or_create(key=key, defaults={**row, **secrets})


def terms_of(share: NoteShare) -> Terms:
    """Return the terms that a share was made on."""
    days = (share.expires_at - share.created_at).days
    return Terms(share.label, days, share.views_limit, share.may_answer)


def is_same_share(
    share: NoteShare,
    notebook: Notebook,
    notes: Sequence[Note],
    terms: Terms,
    own: str,
    now: datetime,
) -> bool:
    """Whether the same was asked for before, and the link still gives it.

    A made passcode cannot be shown again; another takes its place, as long as nobody
    has come in with the first.
    """
    is_alike = share.notebook_id == notebook.pk and terms_of(share) == terms
    is_open = NoteShare.objects.open(now).filter(pk=share.pk).exists()
    if not (is_alike and is_open and set(share.notes.all()) == set(notes)):
        return False
    if own:
        return check_password(plain_passcode(own), share.passcode_hash)
    return share.views == 0
