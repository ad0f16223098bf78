"""A shared link is opened with its passcode; guessing gets slower and slower."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.db.models import Case, DateTimeField, F, Value, When

from contacts.models import NoteShare, ShareOpening
from contacts.notes.models import NoteShareQuerySet
from contacts.notes.passcodes import plain_passcode
from contacts.pauses import Pauses, after_try, may_try
from contacts.ratelimits import give_try_back, take_try

# So many wrong passcodes in a row cost no wait; then each waits longer than the last.
FREE_TRIES = 5
PAUSES = [timedelta(minutes=m) for m in (1, 5, 15, 60, 6 * 60, 24 * 60)]
FROM_ONE_NETWORK = Pauses("passcodes from a network", 10, PAUSES)


class PasscodeOutcome(StrEnum):
    OPENED = "opened"
    WRONG = "wrong"
    WAIT = "wait"
    CLOSED = "closed"


def open_share(
    *, share: NoteShare, passcode: str, visitor: str, now: datetime
) -> PasscodeOutcome:
    """Check a passcode, if the visitor's network and the link have a try left.

    The tickets are taken before the check, so many guesses at once count as many. A
    link that waits costs one look.
    """
    if not share_to_try(share, now).exists():
        return PasscodeOutcome.WAIT
    if not take_try(FROM_ONE_NETWORK, visitor, now=now):
        return PasscodeOutcome.WAIT
    if not take_share_try(share, now):
        return PasscodeOutcome.WAIT
    if not check_password(plain_passcode(passcode), share.passcode_hash):
        return PasscodeOutcome.WRONG
    give_try_back(FROM_ONE_NETWORK, visitor, now=now)
    return (
        PasscodeOutcome.OPENED if count_opening(share, now) else PasscodeOutcome.CLOSED
    )


def share_to_try(share: NoteShare, now: datetime) -> NoteShareQuerySet:
    """Return the share if a passcode may be tried on it now."""
    return NoteShare.objects.open(now).filter(may_try(FREE_TRIES, now), pk=share.pk)


def take_share_try(share: NoteShare, now: datetime) -> bool:
    """Use one of the link's tries; false while it has to wait.

    A ticket counts as a wrong passcode until the passcode turns out right.
    """
    return bool(
        share_to_try(share, now).update(
            tries=F("tries") + 1,
            failures=F("failures") + 1,
            failed_at=now,
            next_try_at=after_try(FREE_TRIES, PAUSES, now),
        )
    )


@transaction.atomic
def count_opening(share: NoteShare, now: datetime) -> bool:
    """Count an opening, if one is left, give the tickets back, and log it."""
    opened = NoteShare.objects.open(now).filter(pk=share.pk)
    none_left = When(failures__lte=1, then=Value(None))
    failed_at = Case(none_left, default=F("failed_at"), output_field=DateTimeField())
    if not opened.update(
        views=F("views") + 1,
        failures=F("failures") - 1,
        tries=0,
        next_try_at=now,
        failed_at=failed_at,
    ):
        return False
    ShareOpening.objects.create(share=share, at=now)
    return True
