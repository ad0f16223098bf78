"""What the portal does next with an enquiry, and when."""

from datetime import datetime

from contacts.enquiries.actions.routes import office_for
from contacts.enquiries.promise import Promise, first_rung, first_step, next_rung
from contacts.models import Enquiry


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
    action, at = next_rung(enquiry.next_action, now, office_for(enquiry.site))
    enquiry.next_action, enquiry.next_action_at = action, at
    enquiry.save(update_fields=["next_action", "next_action_at", "offered_site"])
