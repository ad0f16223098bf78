"""The picture of a message's way: four stations, and how far it has come."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from contacts.models import EmailState, Enquiry, OutgoingEmail, Purpose

TAKEN = {EmailState.SENT, EmailState.DELIVERED}


def way_of(enquiry: Enquiry, mails: Iterable[OutgoingEmail]) -> list[tuple[str, bool]]:
    """Return each station's name and whether it is reached; none before another."""
    to_team = [one for one in mails if one.purpose == Purpose.ENQUIRY_TO_TEAM]
    is_answered = enquiry.first_answered_at is not None
    is_opened = is_answered or enquiry.opened_at is not None
    is_taken = is_opened or any(one.state in TAKEN for one in to_team[-1:])
    return [
        (pgettext("message", "Written"), True),
        (pgettext("message", "Handed over"), is_taken),
        (pgettext("message", "Opened"), is_opened),
        (_("Answered"), is_answered),
    ]
