"""What a message tells beside its question is written on its enquiry."""

from datetime import datetime

from contacts.enquiries.actions.routes import promise_for
from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.models.states import EMERGENCIES, Urgency
from contacts.enquiries.promise import first_rung
from contacts.enquiries.urgency import classify

# The worst first; a mark never sinks by itself.
WORST = (Urgency.BODY, Urgency.MIND, Urgency.REPORT, "")


def mark_urgency(
    enquiry: Enquiry, text: str, now: datetime, told: str | None = None
) -> bool:
    """Mark an enquiry by what the family writes; the caller saves it.

    Returns whether it is an emergency that nobody knew of: then its promise is
    shortened, and whoever stands in hears of it at once. `told` was found in the text.
    """
    if told is None:
        told = classify(text) or ""
    enquiry.urgency = min(enquiry.urgency, told, key=WORST.index)
    if told not in EMERGENCIES or enquiry.is_urgent:
        return False
    enquiry.is_urgent = True
    shorten_promise(enquiry, now)
    return True


def shorten_promise(enquiry: Enquiry, now: datetime) -> None:
    """Promise an answer the same working day, where a later one was promised."""
    due, office = promise_for(enquiry.site, now, is_urgent=True)
    if due.at >= enquiry.answer_due_at:
        return
    enquiry.answer_due_on, enquiry.answer_due_at = due.day, due.at
    enquiry.next_action, at = first_rung(due, office)
    enquiry.next_action_at = min(max(at, now), enquiry.next_action_at)
