"""Whom somebody has answered a moment ago, for the page that they see next.

It is kept in the session for as long as the answer can be taken back.
"""

from datetime import datetime

from django.http import HttpRequest

from contacts.conversation.actions.answering import UNDO
from contacts.models import Enquiry

ANSWERED = "just_answered"


def note_answered(request: HttpRequest, enquiry: Enquiry, now: datetime) -> None:
    """Remember it for the next page."""
    until = (now + UNDO).timestamp()
    request.session[ANSWERED] = [enquiry.reference, until]


def just_answered(request: HttpRequest, enquiry: Enquiry, now: datetime) -> str:
    """Return the reference of another one whose answer can still be taken back."""
    reference, until = request.session.get(ANSWERED, ["", 0])
    if now.timestamp() < until and reference != enquiry.reference:
        return str(reference)
    return ""
