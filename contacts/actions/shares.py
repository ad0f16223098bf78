"""Notes are shared behind a passcode, opened, answered, and closed again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from importlib.util import find_spec
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import Case, DateTimeField, F, Q, Value, When

from contacts.actions.limits import Limit, take
from contacts.models import Note, NoteAnswer, Notebook, NoteShare, ShareOpening
from contacts.models.notes import NoteShareQuerySet
from contacts.passcodes import plain_passcode
from portal.lib.tokens import derived_token, token_hash

# So many wrong passcodes in a row cost no wait; then each waits longer than the last.
FREE_TRIES = 5
PAUSES = [timedelta(minutes=m) for m in (1, 5, 15, 60, 6 * 60, 24 * 60)]
FROM_ONE_NETWORK = (
    Limit("passcodes from a network", 10, timedelta(minutes=10)),
    Limit("passcodes from a network in a day", 50, timedelta(days=1)),
)
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


@transaction.atomic
def share_notes(
    *,
    notebook: Notebook,
    notes: Sequence[Note],
    passcode: str,
    terms: Terms,
    key: UUID,
    now: datetime,
) -> NoteShare:
    """Share these notes; the passcode is kept only as a slow hash."""
    share = NoteShare.objects.create(
        notebook=notebook,
        key=key,
        token_hash=token_hash(link_token(key)),
        passcode_hash=make_password(plain_passcode(passcode), hasher=hasher()),
        label=terms.label,
        may_answer=terms.may_answer,
        views_limit=terms.views_limit,
        expires_at=now + timedelta(days=terms.days),
        next_try_at=now,
        created_at=now,
    )
    share.notes.set(notes)
    return share


def link_token(key: UUID) -> str:
    """Return the secret of a share's link; the database holds only its hash."""
    return derived_token(settings.SECRET_KEY, f"share:{key}")


def open_share(
    *, share: NoteShare, passcode: str, visitor: str, now: datetime
) -> Outcome:
    """Check a passcode, if the visitor's network and the link have a try left.

    The tickets are taken before the check, so many guesses at once count as many. A
    link that waits costs one look.
    """
    if not ready(share, now).exists():
        return Outcome.WAIT
    if not all(take(limit, visitor, now=now) for limit in FROM_ONE_NETWORK):
        return Outcome.WAIT
    if not take_ticket(share, now):
        return Outcome.WAIT
    if not check_password(plain_passcode(passcode), share.passcode_hash):
        return Outcome.WRONG
    return Outcome.OPENED if count_view(share, now) else Outcome.CLOSED


def ready(share: NoteShare, now: datetime) -> NoteShareQuerySet:
    """Return the share if a passcode may be tried on it now."""
    free = Q(tries__lt=FREE_TRIES - 1) | Q(next_try_at__lte=now)
    return NoteShare.objects.open(now).filter(free, pk=share.pk)


def take_ticket(share: NoteShare, now: datetime) -> bool:
    """Use one of the link's tries; false while it has to wait.

    A ticket counts as a wrong passcode until the passcode turns out right.
    """
    waits = [
        When(tries__lt=FREE_TRIES - 1 + step, then=Value(now + pause))
        for step, pause in enumerate(PAUSES, start=1)
    ]
    return bool(
        ready(share, now).update(
            tries=F("tries") + 1,
            failures=F("failures") + 1,
            failed_at=now,
            next_try_at=Case(
                When(tries__lt=FREE_TRIES - 1, then=Value(now)),
                *waits,
                default=Value(now + PAUSES[-1]),
                output_field=DateTimeField(),
            ),
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


def revoke_share(*, share: NoteShare, now: datetime) -> None:
    """Close a link at once, also for whoever has just opened it."""
    NoteShare.objects.filter(pk=share.pk, revoked_at=None).update(revoked_at=now)


@transaction.atomic
def answer_note(
    *, share: NoteShare, note: Note, author: str, body: str, key: UUID, now: datetime
) -> NoteAnswer | None:
    """Write an answer under a shared note; None when there are too many."""
    if share.answers.count() >= MOST_ANSWERS:
        return None
    answer, _is_new = NoteAnswer.objects.get_or_create(
        key=key,
        defaults={
            "share": share,
            "note": note,
            "author": author,
            "body": body,
            "created_at": now,
        },
    )
    return answer


def purge_shares(*, now: datetime) -> int:
    """Delete shares that have been closed for a while; return how many."""
    old = now - CLOSED_KEPT
    closed = NoteShare.objects.filter(Q(expires_at__lt=old) | Q(revoked_at__lt=old))
    _rows, by_model = closed.delete()
    return by_model.get("contacts.NoteShare", 0)
