"""What a team does with an enquiry besides answering it."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.posting import audit
from contacts.enquiries.models.states import CalmReason
from contacts.models import (
    Enquiry,
    EnquiryState,
    NextAction,
    Remark,
    Verb,
)


@transaction.atomic
def claim(*, enquiry: Enquiry, user: User, now: datetime, by: str) -> bool:
    """Take care of an enquiry that nobody has; of many at once, one wins."""
    free = Enquiry.objects.filter(pk=enquiry.pk, owner__isnull=True)
    won = bool(free.update(owner=user, claimed_at=now))
    if won:
        given = {} if by == f"user:{user.pk}" else {"user": user.pk}
        audit(enquiry, Verb.ENQUIRY_CLAIMED, now, by, **given)
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
def calm_enquiry(
    *, enquiry: Enquiry, reason: CalmReason, now: datetime, by: str
) -> None:
    """Take the urgent mark off what somebody has read; new words may set it again."""
    urgent = Enquiry.objects.filter(pk=enquiry.pk, is_urgent=True)
    if urgent.update(is_urgent=False):
        audit(enquiry, Verb.ENQUIRY_CALMED, now, by, reason=CalmReason(reason).value)
