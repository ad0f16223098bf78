"""What the portal does next with an enquiry, and when."""

from datetime import datetime

from contacts.enquiries.actions.routes import office_for
from contacts.enquiries.promise import (
    Promise,
    end_or_later,
    first_rung,
    first_step,
    next_rung,
)
from contacts.models import Author, Enquiry


def set_next_step(enquiry: Enquiry, now: datetime) -> None:
    """Set what follows for whoever has it now; the day that was promised stays."""
    action, at = first_step(now, promised_to(enquiry), office_for(enquiry.site))
    set_step(enquiry, action, max(at, now))


def wait_for_answer(enquiry: Enquiry, now: datetime) -> None:
    """Go on with the ladder of what has been read and is not answered.

    It counts from now where its day is over: nobody gets the whole ladder at once.
    """
    action, at = first_rung(promised_to(enquiry), office_for(enquiry.site))
    set_step(enquiry, action, max(at, now))


def promised_to(enquiry: Enquiry) -> Promise:
    """Return what the family was promised."""
    return Promise(enquiry.answer_due_on, enquiry.answer_due_at)


def set_step(enquiry: Enquiry, action: str, at: datetime) -> None:
    """Set what the portal does next, and when."""
    enquiry.next_action, enquiry.next_action_at = action, at
    enquiry.save(update_fields=["next_action", "next_action_at"])


def climb(enquiry: Enquiry, now: datetime) -> None:
    """Set the rung after this one."""
    office = office_for(enquiry.site)
    step = next_rung(enquiry.next_action, now, office)
    action, at = end_or_later(step, waits_since(enquiry), now, office)
    enquiry.next_action, enquiry.next_action_at = action, at
    enquiry.save(update_fields=["next_action", "next_action_at", "offered_site"])


def waits_since(enquiry: Enquiry) -> datetime:
    """Return since when the family waits for whoever has it now."""
    said = enquiry.messages.order_by("created_at", "pk")
    answered = said.filter(author=Author.SITE_TEAM).last()
    theirs = said.filter(author=Author.ENQUIRER)
    if answered:
        theirs = theirs.filter(created_at__gt=answered.created_at)
    first = theirs.first()
    # Passed on to another site, it waits anew, by the consent of that day.
    asked = max(enquiry.created_at, enquiry.consented_at)
    return max(asked, first.created_at) if first else asked
