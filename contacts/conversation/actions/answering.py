"""The team answers the family; an answer waits a little before it leaves."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from contacts.conversation.models.drafts import Draft
from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.posting import audit, post
from contacts.enquiries.promise import QUIET
from contacts.enquiries.sentences import to_family
from contacts.models import (
    Author,
    Enquiry,
    EnquiryState,
    Message,
    NextAction,
    Outcome,
    Purpose,
    Verb,
    Via,
)

# So long an answer waits before it leaves, and can be taken back.
UNDO = timedelta(seconds=15)
# Where an enquiry stands: what an answer changes, and what taking it back restores.
STANDING = (
    *("state", "outcome", "closed_at", "misfit_reasons", "snoozed_until"),
    *("offered_site", "first_answered_at", "next_action", "next_action_at"),
)


# What an answer makes of it, unless it settles nothing.
SETTLED: dict[str, Any] = {
    "state": EnquiryState.ANSWERED,
    "outcome": "",
    "closed_at": None,
    "misfit_reasons": [],
    "snoozed_until": None,
    "offered_site": None,
    "is_unread": False,
    "next_action": NextAction.CLOSE_QUIET,
}


class ConflictError(Exception):
    """Somebody wrote meanwhile; the answer was not sent and is not lost."""


@transaction.atomic
def answer_family(
    *,
    enquiry: Enquiry,
    text: str,
    seen: int,
    user: User | None,
    now: datetime,
    by: str,
    via: Via = Via.PAGE,
    quoted: str = "",
    unread: Sequence[str] = (),
    is_settling: bool = True,
) -> Message:
    """Send the team's answer; `seen` is the revision that its writer had before them.

    One that is not `is_settling` reaches the family, but their newest question stays
    open with its promise. Raises ConflictError when anybody wrote or merged since. From
    the page it can be taken back for `UNDO`; an e-mail has left its writer's hands.
    """
    delay = UNDO if via == Via.PAGE else timedelta(0)
    lock_enquiry(enquiry)
    before = standing(enquiry) if via == Via.PAGE else None
    mark_answered(enquiry, seen, now, is_settling=is_settling)
    message = Message.objects.create(
        enquiry=enquiry,
        author=Author.SITE_TEAM,
        via=via,
        written_by=user,
        body=text,
        quoted=quoted,
        unread=list(unread),
        before=before,
        created_at=now,
        released_at=now + delay,
    )
    mail_answer(enquiry, message, delay, now)
    Draft.objects.filter(enquiry=enquiry, written_by=user).delete()
    audit(enquiry, Verb.ENQUIRY_ANSWERED, now, by, via=via)
    return message


def mail_answer(
    enquiry: Enquiry, entry: Message, delay: timedelta, now: datetime
) -> None:
    """Put the mail with an answer into the outbox."""
    words, to = to_family.answer_to_family(enquiry, entry.body), [enquiry.email]
    purpose = Purpose.ANSWER_TO_FAMILY
    post(enquiry, purpose, words, to=to, now=now, entry=entry, delay=delay)


def standing(enquiry: Enquiry) -> dict[str, Any]:
    """Return where an enquiry stands, as it can be stored."""
    row = Enquiry.objects.select_for_update().filter(pk=enquiry.pk)
    values = row.values("revision", *STANDING).get()
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def mark_answered(
    enquiry: Enquiry, seen: int, now: datetime, *, is_settling: bool
) -> None:
    """Make it the family's turn, unless somebody wrote since `seen`."""
    settled = {**SETTLED, "next_action_at": now + QUIET} if is_settling else {}
    # A family that took its enquiry back is not written to. What was merged goes on in
    # another one, on whose page this would never stand.
    there = Enquiry.objects.exclude(outcome=Outcome.WITHDRAWN)
    there = there.filter(merging__isnull=True)
    answered = there.filter(pk=enquiry.pk, revision=seen).update(
        revision=F("revision") + 1,
        opened_at=Coalesce("opened_at", now),
        first_answered_at=Coalesce("first_answered_at", now),
        **settled,
    )
    if not answered:
        raise ConflictError
    enquiry.refresh_from_db()
