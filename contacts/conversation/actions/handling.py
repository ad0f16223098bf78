"""What a team does with an enquiry besides answering it."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.functions import Coalesce

from contacts.conversation.actions.answering import ConflictError, await_team
from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.posting import audit, post
from contacts.enquiries.promise import QUIET, RETENTION
from contacts.enquiries.sentences import to_family
from contacts.models import (
    CallAttempt,
    CallResult,
    Enquiry,
    EnquiryState,
    NextAction,
    Outcome,
    Purpose,
    Remark,
    Verb,
)


class SilentEndError(ValueError):
    """A family that waits for an answer cannot simply be left without one."""


@transaction.atomic
def claim(*, enquiry: Enquiry, user: User, now: datetime, by: str) -> bool:
    """Take care of an enquiry that nobody has; of many at once, one wins."""
    free = Enquiry.objects.filter(pk=enquiry.pk, owner__isnull=True)
    won = bool(free.update(owner=user, claimed_at=now))
    if won:
        audit(enquiry, Verb.ENQUIRY_CLAIMED, now, by)
    return won


@transaction.atomic
def take_over(
    *, enquiry: Enquiry, from_user: int, user: User, now: datetime, by: str
) -> bool:
    """Take it from a colleague who was seen to have it; false if that changed."""
    held = Enquiry.objects.filter(pk=enquiry.pk, owner=from_user)
    won = bool(held.update(owner=user, claimed_at=now))
    if won:
        audit(enquiry, Verb.ENQUIRY_CLAIMED, now, by, taken_over=True)
    return won


@transaction.atomic
def release(*, enquiry: Enquiry, user: User, now: datetime, by: str) -> bool:
    """Give an enquiry back to the team; its dates go on."""
    own = Enquiry.objects.filter(pk=enquiry.pk, owner=user)
    done = bool(own.update(owner=None, claimed_at=None))
    if done:
        audit(enquiry, Verb.ENQUIRY_RELEASED, now, by)
    return done


@transaction.atomic
def add_remark(
    *, enquiry: Enquiry, text: str, user: User, now: datetime, by: str
) -> Remark:
    """Keep an internal note; only this site's team and the desk see it."""
    enquiry = lock_enquiry(enquiry)
    audit(enquiry, Verb.REMARK_ADDED, now, by)
    return Remark.objects.create(
        enquiry=enquiry,
        site_id=enquiry.site_id,
        written_by=user,
        body=text,
        created_at=now,
    )


@transaction.atomic
def log_call(
    *,
    enquiry: Enquiry,
    result: CallResult,
    user: User,
    now: datetime,
    by: str,
) -> CallAttempt:
    """Record a call; to have spoken with the family is an answer."""
    enquiry = lock_enquiry(enquiry)
    call = CallAttempt.objects.create(
        enquiry=enquiry, called_by=user, result=result, called_at=now
    )
    audit(enquiry, Verb.CALL_TRIED, now, by, result=result)
    if result == CallResult.REACHED:
        Enquiry.objects.filter(pk=enquiry.pk).open().update(
            state=EnquiryState.ANSWERED,
            opened_at=Coalesce("opened_at", now),
            first_answered_at=Coalesce("first_answered_at", now),
            offered_site=None,
            is_unread=False,
            next_action=NextAction.CLOSE_QUIET,
            next_action_at=now + QUIET,
        )
        audit(enquiry, Verb.ENQUIRY_ANSWERED, now, by, via="PHONE")
    return call


@transaction.atomic
def snooze(*, enquiry: Enquiry, until: datetime, now: datetime, by: str) -> None:
    """Put it off to a later day.

    A promise to a family that waits stays as it is: it leaves the list, and the
    reminders come all the same.
    """
    enquiry = lock_enquiry(enquiry)
    enquiry.snoozed_until = until
    if enquiry.state == EnquiryState.ANSWERED:
        enquiry.next_action, enquiry.next_action_at = NextAction.WAKE, until
    enquiry.save()
    audit(enquiry, Verb.ENQUIRY_SNOOZED, now, by)


@transaction.atomic
def calm_enquiry(*, enquiry: Enquiry, now: datetime, by: str) -> None:
    """Take the urgent mark off what somebody has read; new words may set it again."""
    urgent = Enquiry.objects.filter(pk=enquiry.pk, is_urgent=True)
    if urgent.update(is_urgent=False):
        audit(enquiry, Verb.ENQUIRY_CALMED, now, by)


@transaction.atomic
def close(
    *,
    enquiry: Enquiry,
    outcome: Outcome,
    seen: int,
    reasons: Sequence[str] = (),
    now: datetime,
    by: str,
) -> None:
    """End an enquiry at the team's word, and tell the family how it opens again.

    `seen` is the revision that was on the screen. Raises ConflictError when anybody
    wrote since, and SilentEndError while the family waits for an answer.
    """
    enquiry = lock_enquiry(enquiry)
    if enquiry.is_closed:
        return
    if enquiry.revision != seen:
        raise ConflictError
    if outcome != Outcome.MISDIRECTED and not may_be_closed(enquiry):
        raise SilentEndError
    end(enquiry=enquiry, outcome=outcome, reasons=reasons, now=now, by=by)
    # An answer that can still be taken back takes this letter back with it.
    last = enquiry.messages.filter(released_at__gt=now).last()
    post(
        enquiry,
        Purpose.NOTICE_TO_FAMILY,
        to_family.closed_by_team(enquiry),
        to=[enquiry.email],
        now=now,
        entry=last,
        delay=last.released_at - now if last else None,
    )


def may_be_closed(enquiry: Enquiry) -> bool:
    """Whether the family has its answer; a new question of theirs needs one too."""
    return bool(enquiry.first_answered_at) and not enquiry.is_waiting


@transaction.atomic
def end(
    *,
    enquiry: Enquiry,
    outcome: Outcome,
    reasons: Sequence[str] = (),
    now: datetime,
    by: str,
) -> None:
    """Set an enquiry closed, whoever ends it; a year later it is erased."""
    enquiry.state, enquiry.outcome = EnquiryState.CLOSED, outcome
    enquiry.closed_at = now
    enquiry.misfit_reasons = list(reasons) if outcome == Outcome.DOES_NOT_FIT else []
    enquiry.snoozed_until = enquiry.offered_site = None
    enquiry.next_action, enquiry.next_action_at = NextAction.ERASE, now + RETENTION
    enquiry.save()
    audit(enquiry, Verb.ENQUIRY_CLOSED, now, by, outcome=outcome)


@transaction.atomic
def reopen(*, enquiry: Enquiry, now: datetime, by: str) -> None:
    """Take up a closed enquiry again, with a promise from today.

    What a family took back only they open again.
    """
    enquiry = lock_enquiry(enquiry)
    if not enquiry.is_closed or enquiry.outcome == Outcome.WITHDRAWN:
        return
    await_team(enquiry, now)
    enquiry.save()
    audit(enquiry, Verb.ENQUIRY_REOPENED, now, by)
