"""An enquiry ends, whoever ends it, and may be taken up again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from contacts.conversation.actions.answering import ConflictError
from contacts.conversation.actions.calls.agreeing import end_agreed_call
from contacts.conversation.actions.family_writes import await_team
from contacts.conversation.outcomes import SENDS_NOTHING, what_is_owed
from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.posting import audit, post
from contacts.enquiries.promise import RETENTION
from contacts.enquiries.sentences.endings import closed_by_team
from contacts.models import (
    AgreedState,
    Enquiry,
    EnquiryState,
    NextAction,
    Outcome,
    Purpose,
    SpamTrace,
    Verb,
)


class SilentEndError(ValueError):
    """A family that waits for an answer cannot simply be left without one."""


@transaction.atomic
def close(
    *,
    enquiry: Enquiry,
    outcome: Outcome,
    seen: int,
    reasons: Sequence[str] = (),
    now: datetime,
    by: str,
    delay: timedelta | None = None,
) -> None:
    """End an enquiry at the team's word, and tell the family how it opens again.

    `seen` is the revision that was on the screen. Raises ConflictError when anybody
    wrote since, and SilentEndError while the family waits for an answer. The letter
    waits for `delay`, in which the end can be taken back.
    """
    enquiry = lock_enquiry(enquiry)
    if enquiry.is_closed:
        return
    if enquiry.revision != seen:
        raise ConflictError
    if what_is_owed(enquiry, outcome):
        raise SilentEndError
    end(enquiry=enquiry, outcome=outcome, reasons=reasons, now=now, by=by)
    if outcome in SENDS_NOTHING:
        SpamTrace.objects.keep(enquiry)
        return
    # An answer that can still be taken back takes this letter back with it.
    last = enquiry.messages.filter(released_at__gt=now).last()
    post(
        enquiry,
        Purpose.NOTICE_TO_FAMILY,
        closed_by_team(enquiry),
        to=[enquiry.email],
        now=now,
        entry=last,
        delay=last.released_at - now if last else delay,
    )


@transaction.atomic
def end(
    *,
    enquiry: Enquiry,
    outcome: Outcome,
    reasons: Sequence[str] = (),
    now: datetime,
    by: str,
) -> None:
    """Set an enquiry closed, whoever ends it; later it is erased."""
    enquiry.state, enquiry.outcome = EnquiryState.CLOSED, outcome
    enquiry.closed_at = now
    enquiry.misfit_reasons = list(reasons) if outcome == Outcome.DOES_NOT_FIT else []
    enquiry.snoozed_until = enquiry.offered_site = enquiry.suggested_site = None
    enquiry.next_action = NextAction.ERASE
    enquiry.next_action_at = now + kept_for(enquiry)
    enquiry.save()
    end_agreed_call(enquiry, AgreedState.DROPPED)
    audit(enquiry, Verb.ENQUIRY_CLOSED, now, by, outcome=outcome)


def kept_for(enquiry: Enquiry) -> timedelta:
    """Return how long what has ended is kept: as its team says, and never longer."""
    days = enquiry.team.kept_days if enquiry.team else None
    return RETENTION if days is None else min(timedelta(days=days), RETENTION)


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
