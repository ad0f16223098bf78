"""A call is noted: what it came to, and what follows from it."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.functions import Coalesce

from contacts.conversation.actions.calls.agreeing import settle_agreed_call
from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.posting import audit
from contacts.enquiries.promise import QUIET
from contacts.models import (
    CallAttempt,
    CallResult,
    Enquiry,
    EnquiryState,
    NextAction,
    Verb,
)


@transaction.atomic
def log_call(
    *, enquiry: Enquiry, result: CallResult, user: User, now: datetime, by: str
) -> CallAttempt:
    """Record a call; to have spoken with the family is an answer."""
    enquiry = lock_enquiry(enquiry)
    call = CallAttempt.objects.create(
        enquiry=enquiry, called_by=user, result=result, called_at=now
    )
    audit(enquiry, Verb.CALL_TRIED, now, by, result=result)
    settle_agreed_call(enquiry, result, now)
    if result == CallResult.REACHED:
        mark_spoken(enquiry, now)
        audit(enquiry, Verb.ENQUIRY_ANSWERED, now, by, via="PHONE")
    return call


def mark_spoken(enquiry: Enquiry, now: datetime) -> None:
    """Make it the family's turn, as an answer in writing does."""
    Enquiry.objects.filter(pk=enquiry.pk).open().update(
        state=EnquiryState.ANSWERED,
        opened_at=Coalesce("opened_at", now),
        first_answered_at=Coalesce("first_answered_at", now),
        offered_site=None,
        is_unread=False,
        next_action=NextAction.CLOSE_QUIET,
        next_action_at=now + QUIET,
    )
