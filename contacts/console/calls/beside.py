"""What the page of an enquiry says of calls, and the forms for them."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q

from contacts.console.calls.agreed import agreed_words
from contacts.console.calls.forms import AgreeCallForm, CallForm
from contacts.console.calls.wished_hours import wished_hour
from contacts.conversation.outcomes import CALLS
from contacts.enquiries.actions.routes import office_for
from contacts.models import CallAttempt, Enquiry


def calls_beside(enquiry: Enquiry, now: datetime) -> dict[str, Any]:
    """Return the calls, also of what was merged into it, and what comes next."""
    own = Q(enquiry=enquiry) | Q(enquiry__merging__into=enquiry)
    calls = list(CallAttempt.objects.filter(own))
    day = next_call(enquiry, calls)
    return {
        "calls": calls,
        "agreed": agreed_words(enquiry),
        "next_call": day,
        "wished": wished_hour(enquiry.call_times),
        "call_form": CallForm(enquiry=enquiry),
        "agree_form": AgreeCallForm(enquiry=enquiry, now=now, initial={"day": day}),
    }


def next_call(enquiry: Enquiry, calls: list[CallAttempt]) -> date | None:
    """Return the working day for the next try, up to three; None when they spoke."""
    if not calls or len(calls) >= CALLS or not enquiry.is_waiting:
        return None
    office = office_for(enquiry.site)
    return office.add_days(office.first_day(calls[-1].called_at), 1)
