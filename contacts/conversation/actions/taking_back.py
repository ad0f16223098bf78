"""An answer is taken back before it leaves, and everything stands as before."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from contacts.conversation.actions.answering import STANDING
from contacts.conversation.models.drafts import Draft
from contacts.conversation.outcomes import NEEDS_NO_ANSWER
from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.posting import audit
from contacts.enquiries.promise import QUIET
from contacts.models import (
    Author,
    CallResult,
    Enquiry,
    EnquiryState,
    Message,
    NextAction,
    Outcome,
    OutgoingEmail,
    Verb,
)

# Endings that no answer was needed for.
ENDED_ANYWAY = NEEDS_NO_ANSWER | {
    *(Outcome.WITHDRAWN, Outcome.DUPLICATE, Outcome.NOT_REACHED),
}


@transaction.atomic
def take_answer_back(*, message: Message, user: User, now: datetime, by: str) -> bool:
    """Take an answer back before it leaves; false when it is too late.

    The e-mail is deleted only while no worker can have it, so what was taken back
    has never been sent.
    """
    enquiry = lock_enquiry(message.enquiry)
    if message.written_by_id != user.pk or not message.is_from_team:
        return False
    if not take_mails_back(message, now):
        transaction.set_rollback(True)
        return False
    message.delete()
    keep_words(message, user, now)
    restore(enquiry, message)
    audit(enquiry, Verb.REPLY_UNDONE, now, by)
    return True


def take_mails_back(message: Message, now: datetime) -> bool:
    """Delete the mails of an answer; false when one may have left."""
    mails = OutgoingEmail.objects.filter(entry=message)
    # To a family without an address nothing leaves; the page shows it when it is due.
    has_left = mails.exists() or message.released_at <= now
    is_late = mails.recallable().delete()[0] == 0 and has_left
    return not is_late and not mails.exists()


def keep_words(message: Message, user: User, now: datetime) -> None:
    """Keep the words of what was taken back as a begun answer, like all others."""
    values = {"body": message.body, "version": 1, "written_at": now}
    Draft.objects.update_or_create(
        enquiry=message.enquiry, written_by=user, defaults=values
    )


def restore(enquiry: Enquiry, message: Message) -> None:
    """Put an enquiry back to where it stood before an answer.

    Exactly so while nothing else has happened; else by what was said besides.
    """
    before = message.before or {}
    if is_as_answered(enquiry, message, before):
        for field in (one for one in Enquiry._meta.fields if one.name in STANDING):
            name = field.name
            setattr(enquiry, field.attname, field.to_python(before[name]))
    else:
        rebuild(enquiry)
    enquiry.revision += 1
    enquiry.save()


def is_as_answered(enquiry: Enquiry, message: Message, before: dict[str, Any]) -> bool:
    """Whether nothing else has happened since an answer was written."""
    answered = (EnquiryState.ANSWERED, None, message.created_at + QUIET)
    now = (enquiry.state, enquiry.snoozed_until, enquiry.next_action_at)
    return now == answered and enquiry.revision == before.get("revision", -1) + 1


def answering_times(enquiry: Enquiry) -> list[datetime]:
    """Return when the team wrote to the family or spoke with it."""
    said = enquiry.messages.filter(author=Author.SITE_TEAM)
    spoken = enquiry.calls.filter(result=CallResult.REACHED)
    return [
        *said.values_list("created_at", flat=True),
        *spoken.values_list("called_at", flat=True),
    ]


def rebuild(enquiry: Enquiry) -> None:
    """Find where an enquiry stands from the messages and calls that there are."""
    times = answering_times(enquiry)
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
