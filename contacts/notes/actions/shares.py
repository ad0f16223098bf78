"""Notes are shared behind a passcode, opened, answered, and closed again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from importlib.util import find_spec
from secrets import token_hex
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import Case, DateTimeField, F, Q, Value, When

from contacts.enquiries.actions.erasures import note_erasure
from contacts.models import Note, NoteAnswer, Notebook, NoteShare, ShareOpening
from contacts.notes.models import NoteShareQuerySet
from contacts.notes.passcodes import new_passcode, plain_passcode
from contacts.ratelimits import (
    Pauses,
    after_try,
    give_try_back,
    may_try,
    take_try,
)
from portal.lib.tokens import token_hash

# So many wrong passcodes in a row cost no wait; then each waits longer than the last.
FREE_TRIES = 5
PAUSES = [timedelta(minutes=m) for m in (1, 5, 15, 60, 6 * 60, 24 * 60)]
FROM_ONE_NETWORK = Pauses("passcodes from a network", 10, PAUSES)
MOST_ANSWERS = 200
# Closed shares are deleted with their answers after so long.
CLOSED_KEPT = timedelta(days=30)


class Outcome(StrEnum):
    """What came of a passcode."""

    OPENED = "opened"
    WRONG = "wrong"
    WAIT = "wait"
    CLOSED = "closed"


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
    if not is_new and not is_repeated(share, notebook, notes, terms, own, now):
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


def is_repeated(
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
    days = (share.expires_at - share.created_at).days
    before = Terms(share.label, days, share.views_limit, share.may_answer)
    is_alike = share.notebook_id == notebook.pk and before == terms
    is_open = NoteShare.objects.open(now).filter(pk=share.pk).exists()
    if not (is_alike and is_open and set(share.notes.all()) == set(notes)):
        return False
    if own:
        return check_password(plain_passcode(own), share.passcode_hash)
    return share.views == 0


def open_share(
    *, share: NoteShare, passcode: str, visitor: str, now: datetime
) -> Outcome:
    """Check a passcode, if the visitor's network and the link have a try left.

    The tickets are taken before the check, so many guesses at once count as many. A
    link that waits costs one look.
    """
    if not ready(share, now).exists():
        return Outcome.WAIT
    if not take_try(FROM_ONE_NETWORK, visitor, now=now):
        return Outcome.WAIT
    if not take_ticket(share, now):
        return Outcome.WAIT
    if not check_password(plain_passcode(passcode), share.passcode_hash):
        return Outcome.WRONG
    give_try_back(FROM_ONE_NETWORK, visitor, now=now)
    return Outcome.OPENED if count_view(share, now) else Outcome.CLOSED


def ready(share: NoteShare, now: datetime) -> NoteShareQuerySet:
    """Return the share if a passcode may be tried on it now."""
    return NoteShare.objects.open(now).filter(may_try(FREE_TRIES, now), pk=share.pk)


def take_ticket(share: NoteShare, now: datetime) -> bool:
    """Use one of the link's tries; false while it has to wait.

    A ticket counts as a wrong passcode until the passcode turns out right.
    """
    return bool(
        ready(share, now).update(
            tries=F("tries") + 1,
            failures=F("failures") + 1,
            failed_at=now,
            next_try_at=after_try(FREE_TRIES, PAUSES, now),
        )
    )


@transaction.atomic
def count_view(share: NoteShare, now: datetime) -> bool:
    """Count an opening, if one is left, give the tickets back, and log it."""
    opened = NoteShare.objects.open(now).filter(pk=share.pk)
    if not opened.update(
        views=F("views") + 1,
        failures=F("failures") - 1,
        tries=0,
        next_try_at=now,
        failed_at=Case(
            When(failures__lte=1, then=Value(None)),
            default=F("failed_at"),
            output_field=DateTimeField(),
        ),
    ):
        return False
    ShareOpening.objects.create(share=share, at=now)
    return True


@transaction.atomic
def revoke_share(*, share: NoteShare, now: datetime) -> None:
    """Close a link at once, also for whoever has just opened it."""
    open_ones = NoteShare.objects.filter(pk=share.pk, revoked_at=None)
    if open_ones.update(revoked_at=now):
        note_erasure(share, ended=True)


@transaction.atomic
def answer_note(
    *, share: NoteShare, note: Note, author: str, body: str, key: UUID, now: datetime
) -> NoteAnswer | None:
    """Write an answer under a shared note; None when there are too many.

    The same `key` never makes a second answer: it holds what was sent last.
    """
    said = {"note": note, "author": author, "body": body}
    is_known = share.answers.filter(key=key).exists()
    if not is_known and share.answers.count() >= MOST_ANSWERS:
        return None
    if NoteAnswer.objects.filter(key=key).exclude(share=share).exists():
        key = uuid4()
    answer, is_new = share.answers.get_or_create(
        key=key, defaults={**said, "created_at": now}
    )
    if not is_new:
        share.answers.filter(pk=answer.pk).update(**said)
    return answer


def purge_shares(*, now: datetime) -> int:
    """Delete shares that have been closed for a while; return how many."""
    old = now - CLOSED_KEPT
    closed = NoteShare.objects.filter(Q(expires_at__lt=old) | Q(revoked_at__lt=old))
    _rows, by_model = closed.delete()
    return by_model.get("contacts.NoteShare", 0)
