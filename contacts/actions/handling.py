"""What a team does with an enquiry besides answering it."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models.functions import Coalesce

from contacts.actions.conversation import await_team
from contacts.actions.post import audit
from contacts.models import (
    CallAttempt,
    CallResult,
    Enquiry,
    EnquiryState,
    NextAction,
    Outcome,
    Remark,
    Verb,
)
from contacts.promise import QUIET, RETENTION

# These endings need no answer: nobody waits, or nobody ever did.
WITHOUT_ANSWER = {Outcome.WITHDRAWN, Outcome.MISDIRECTED}


class SilentEndError(ValueError):
    """An enquiry that was never answered cannot simply be closed."""


@transaction.atomic
def claim(*, enquiry: Enquiry, user: AbstractBaseUser, now: datetime, by: str) -> bool:
    """Take care of an enquiry that nobody has; of many at once, one wins."""
    free = Enquiry.objects.filter(pk=enquiry.pk, owner__isnull=True)
    won = bool(free.update(owner=user, claimed_at=now))
    if won:
        audit(enquiry, Verb.ENQUIRY_CLAIMED, now, by)
    return won


@transaction.atomic
def take_over(
    *, enquiry: Enquiry, from_user: int, user: AbstractBaseUser, now: datetime, by: str
) -> bool:
    """Take it from a colleague who was seen to have it; false if that changed."""
    held = Enquiry.objects.filter(pk=enquiry.pk, owner=from_user)
    won = bool(held.update(owner=user, claimed_at=now))
    if won:
        audit(enquiry, Verb.ENQUIRY_CLAIMED, now, by, taken_over=True)
    return won


@transaction.atomic
def release(
    *, enquiry: Enquiry, user: AbstractBaseUser, now: datetime, by: str
) -> bool:
    """Give an enquiry back to the team; its dates go on."""
    own = Enquiry.objects.filter(pk=enquiry.pk, owner=user)
    done = bool(own.update(owner=None, claimed_at=None))
    if done:
        audit(enquiry, Verb.ENQUIRY_RELEASED, now, by)
    return done


@transaction.atomic
def add_remark(
    *, enquiry: Enquiry, text: str, user: AbstractBaseUser, now: datetime, by: str
) -> Remark:
    """Keep an internal note; only this site's team and the desk see it."""
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
    user: AbstractBaseUser,
    now: datetime,
    by: str,
) -> CallAttempt:
    """Record a call; to have spoken with the family is an answer."""
    call = CallAttempt.objects.create(
        enquiry=enquiry, called_by=user, result=result, called_at=now
    )
    audit(enquiry, Verb.CALL_TRIED, now, by, result=result)
    if result == CallResult.REACHED:
        Enquiry.objects.filter(pk=enquiry.pk).open().update(
            state=EnquiryState.ANSWERED,
            opened_at=Coalesce("opened_at", now),
            first_answered_at=Coalesce("first_answered_at", now),
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
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    enquiry.snoozed_until = until
    if enquiry.state == EnquiryState.ANSWERED:
        enquiry.next_action, enquiry.next_action_at = NextAction.WAKE, until
    enquiry.save()
    audit(enquiry, Verb.ENQUIRY_SNOOZED, now, by)


@transaction.atomic
def close(
    *,
    enquiry: Enquiry,
    outcome: Outcome,
    reasons: Sequence[str] = (),
    now: datetime,
    by: str,
) -> None:
    """End an enquiry with what came of it; raises SilentEndError if never answered."""
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if not enquiry.first_answered_at and outcome not in WITHOUT_ANSWER:
        raise SilentEndError
    enquiry.state, enquiry.outcome, enquiry.closed_at = (
        EnquiryState.CLOSED,
        outcome,
        now,
    )
    enquiry.misfit_reasons = list(reasons) if outcome == Outcome.DOES_NOT_FIT else []
    enquiry.snoozed_until = None
    enquiry.next_action, enquiry.next_action_at = NextAction.ERASE, now + RETENTION
    enquiry.save()
    audit(enquiry, Verb.ENQUIRY_CLOSED, now, by, outcome=outcome)


@transaction.atomic
def reopen(*, enquiry: Enquiry, now: datetime, by: str) -> None:
    """Take up a closed enquiry again, with a promise from today."""
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if not enquiry.is_closed:
        return
    await_team(enquiry, now)
    enquiry.save()
    audit(enquiry, Verb.ENQUIRY_REOPENED, now, by)
