"""The family writes again: it is the team's turn, with a promise."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.posting import audit
from contacts.enquiries.actions.routes import addresses_for, promise_for
from contacts.enquiries.actions.team_mails.letters import FOLLOW_UP
from contacts.enquiries.actions.team_mails.writing import write_to_team
from contacts.enquiries.actions.urgent.alarms import alarm_mails
from contacts.enquiries.actions.urgent.marking import mark_urgency
from contacts.enquiries.promise import first_rung, first_step
from contacts.models import Author, Enquiry, EnquiryState, Message, Verb, Via


@transaction.atomic
def add_family_message(
    *,
    enquiry: Enquiry,
    text: str,
    now: datetime,
    by: str = "enquirer",
    via: Via = Via.PAGE,
    quoted: str = "",
    unread: Sequence[str] = (),
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
        unread=list(unread),
        key=key,
        created_at=now,
        released_at=now,
    )
    is_alarm = await_answer(enquiry, text, now, by)
    to = addresses_for(enquiry, now.date())
    mailing = write_to_team(enquiry, FOLLOW_UP, to, text=text, now=now)
    if is_alarm:
        told = {mail.to_address for mail in mailing.mails}
        mailing.mails += alarm_mails(enquiry, told, now)
    mailing.save(enquiry, message)
    audit(enquiry, Verb.FAMILY_WROTE, now, by, via=via)
    return message


def await_answer(enquiry: Enquiry, text: str, now: datetime, by: str) -> bool:
    """Make it the team's turn; what was closed opens again.

    Returns whether it may be an emergency that nobody knew of.
    """
    if enquiry.is_closed:
        audit(enquiry, Verb.ENQUIRY_REOPENED, now, by)
    if not enquiry.is_waiting:
        await_team(enquiry, now)
    is_alarm = mark_urgency(enquiry, text, now)
    enquiry.is_unread = True
    enquiry.revision += 1
    enquiry.snoozed_until = None
    enquiry.save()
    return is_alarm


def await_team(enquiry: Enquiry, now: datetime) -> None:
    """Set an enquiry waiting with a promise of its own; the caller saves it."""
    due, office = promise_for(enquiry.site, now)
    enquiry.state, enquiry.outcome, enquiry.closed_at = EnquiryState.WAITING, "", None
    enquiry.misfit_reasons = []
    enquiry.answer_due_on, enquiry.answer_due_at = due.day, due.at
    after = (
        first_rung(due, office) if enquiry.opened_at else first_step(now, due, office)
    )
    enquiry.next_action, enquiry.next_action_at = after
