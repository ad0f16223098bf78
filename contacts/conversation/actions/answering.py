"""Messages after the first: the family writes again, the team answers."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.posting import audit, post
from contacts.enquiries.actions.sending import promise_for
from contacts.enquiries.promise import QUIET, first_rung
from contacts.enquiries.sentences import to_family, to_team
from contacts.enquiries.urgency import sounds_urgent
from contacts.models import (
    Author,
    CallResult,
    Enquiry,
    EnquiryState,
    Message,
    NextAction,
    Outcome,
    OutgoingEmail,
    Purpose,
    Verb,
    Via,
)

# So long an answer waits before it leaves, and can be taken back.
UNDO = timedelta(seconds=15)


# Endings that no answer was needed for.
ENDED_ANYWAY = {Outcome.WITHDRAWN, Outcome.MISDIRECTED}
# Where an enquiry stands: what an answer changes, and what taking it back restores.
STANDING = (
    *("state", "outcome", "closed_at", "misfit_reasons", "snoozed_until"),
    *("offered_site", "first_answered_at", "next_action", "next_action_at"),
)


class ConflictError(Exception):
    """Somebody wrote meanwhile; the answer was not sent and is not lost."""


@transaction.atomic
def add_family_message(
    *,
    enquiry: Enquiry,
    text: str,
    now: datetime,
    by: str = "enquirer",
    via: Via = Via.PAGE,
    quoted: str = "",
    key: UUID | None = None,
) -> Message:
    """Add what the family writes; a closed enquiry opens again, and somebody is told.

    An open promise stays as it was; a family that was answered gets a new one.
    """
    enquiry = lock_enquiry(enquiry)
    if key and (known := Message.objects.filter(key=key).first()):
        return known
    message = Message.objects.create(
        enquiry=enquiry,
        author=Author.ENQUIRER,
        via=via,
        body=text,
        quoted=quoted,
        key=key,
        created_at=now,
        released_at=now,
    )
    await_answer(enquiry, text, now, by)
    words = to_team.message_to_team(enquiry, text)
    to = [enquiry.team_email]
    post(enquiry, Purpose.MESSAGE_TO_TEAM, words, to=to, now=now, entry=message)
    audit(enquiry, Verb.FAMILY_WROTE, now, by, via=via)
    return message


def await_answer(enquiry: Enquiry, text: str, now: datetime, by: str) -> None:
    """Make it the team's turn; what was closed opens again."""
    if enquiry.is_closed:
        audit(enquiry, Verb.ENQUIRY_REOPENED, now, by)
    if not enquiry.is_waiting:
        await_team(enquiry, now)
    enquiry.is_urgent = enquiry.is_urgent or sounds_urgent(text)
    enquiry.is_unread = True
    enquiry.revision += 1
    enquiry.snoozed_until = None
    enquiry.save()


def await_team(enquiry: Enquiry, now: datetime) -> None:
    """Set an enquiry waiting with a promise of its own; the caller saves it."""
    due, office = promise_for(enquiry.site, now)
    enquiry.state, enquiry.outcome, enquiry.closed_at = EnquiryState.WAITING, "", None
    enquiry.misfit_reasons = []
    enquiry.answer_due_on, enquiry.answer_due_at = due.day, due.at
    enquiry.next_action, enquiry.next_action_at = first_rung(due, office)


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
    is_settling: bool = True,
) -> Message:
    """Send the team's answer; `seen` is the revision that its writer had before them.

    One that is not `is_settling` reaches the family, but their newest question stays
    open with its promise.

    Raises ConflictError when anybody wrote since. From the page it can be taken
    back for `UNDO`; an e-mail has already left its writer's hands.
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
        before=before,
        created_at=now,
        released_at=now + delay,
    )
    words, to = to_family.answer_to_family(enquiry, text), [enquiry.email]
    about = {"to": to, "now": now, "entry": message, "delay": delay}
    post(enquiry, Purpose.ANSWER_TO_FAMILY, words, **about)
    audit(enquiry, Verb.ENQUIRY_ANSWERED, now, by, via=via)
    return message


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
    settled = {
        "state": EnquiryState.ANSWERED,
        "outcome": "",
        "closed_at": None,
        "misfit_reasons": [],
        "snoozed_until": None,
        "offered_site": None,
        "is_unread": False,
        "next_action": NextAction.CLOSE_QUIET,
        "next_action_at": now + QUIET,
    }
    # A family that took its enquiry back is not written to.
    there = Enquiry.objects.exclude(outcome=Outcome.WITHDRAWN)
    answered = there.filter(pk=enquiry.pk, revision=seen).update(
        revision=F("revision") + 1,
        opened_at=Coalesce("opened_at", now),
        first_answered_at=Coalesce("first_answered_at", now),
        **(settled if is_settling else {}),
    )
    if not answered:
        raise ConflictError
    enquiry.refresh_from_db()


@transaction.atomic
def take_answer_back(*, message: Message, user: User, now: datetime, by: str) -> bool:
    """Take an answer back before it leaves; false when it is too late.

    The e-mail is deleted only while no worker can have it, so what was taken back
    has never been sent.
    """
    enquiry = lock_enquiry(message.enquiry)
    if message.written_by_id != user.pk or not message.is_from_team:
        return False
    mails = OutgoingEmail.objects.filter(entry=message)
    # To a family without an address nothing leaves; the page shows it when it is due.
    has_left = mails.exists() or message.released_at <= now
    if (mails.recallable().delete()[0] == 0 and has_left) or mails.exists():
        transaction.set_rollback(True)
        return False
    message.delete()
    restore(enquiry, message)
    audit(enquiry, Verb.REPLY_UNDONE, now, by)
    return True


def restore(enquiry: Enquiry, message: Message) -> None:
    """Put an enquiry back to where it stood before an answer.

    Exactly so while nothing else has happened; else by what was said besides.
    """
    answered = (EnquiryState.ANSWERED, None, message.created_at + QUIET)
    now = (enquiry.state, enquiry.snoozed_until, enquiry.next_action_at)
    before = message.before or {}
    if now == answered and enquiry.revision == before.get("revision", -1) + 1:
        for name in STANDING:
            field = Enquiry._meta.get_field(name)
            setattr(enquiry, field.attname, field.to_python(before[name]))
    else:
        rebuild(enquiry)
    enquiry.revision += 1
    enquiry.save()


def rebuild(enquiry: Enquiry) -> None:
    """Find where an enquiry stands from the messages and calls that there are."""
    said = enquiry.messages.filter(author=Author.SITE_TEAM)
    spoken = enquiry.calls.filter(result=CallResult.REACHED)
    times = [
        *said.values_list("created_at", flat=True),
        *spoken.values_list("called_at", flat=True),
    ]
    enquiry.first_answered_at = min(times, default=None)
    # What the family ended, and what waits already, stays as it is.
    if enquiry.is_waiting or enquiry.outcome in ENDED_ANYWAY:
        return
    asked = Message.objects.from_family(enquiry).last()
    if times and (asked is None or max(times) >= asked.created_at):
        return
    enquiry.state, enquiry.outcome = EnquiryState.WAITING, ""
    enquiry.closed_at, enquiry.misfit_reasons = None, []
    enquiry.next_action = NextAction.REMIND_TEAM
    enquiry.next_action_at = enquiry.answer_due_at
