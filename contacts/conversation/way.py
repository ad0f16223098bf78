"""The picture of a message's way: four stations, how far it has come, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from contacts.models import EmailState, Enquiry, OutgoingEmail, Purpose

TAKEN = {EmailState.SENT, EmailState.DELIVERED}


@dataclass(frozen=True)
class Station:
    """One of four; one that is reached may have no time of its own."""

    name: str
    is_reached: bool
    at: datetime | None = None


def way_of(enquiry: Enquiry, mails: Iterable[OutgoingEmail]) -> list[Station]:
    """Return the stations in their order; none is reached before another."""
    to_team = [one for one in mails if one.purpose == Purpose.ENQUIRY_TO_TEAM]
    taken = next((one for one in to_team[-1:] if one.state in TAKEN), None)
    is_answered = enquiry.first_answered_at is not None
    is_opened = is_answered or enquiry.opened_at is not None
    is_taken, taken_at = taken is not None, taken.sent_at if taken else None
    return [
        Station(pgettext("message", "Written"), True, enquiry.created_at),
        Station(pgettext("message", "Handed over"), is_opened or is_taken, taken_at),
        Station(pgettext("message", "Opened"), is_opened, enquiry.opened_at),
        Station(_("Answered"), is_answered, enquiry.first_answered_at),
    ]
