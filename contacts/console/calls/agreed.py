"""What the page of an enquiry says of the call that is agreed on."""

from dataclasses import dataclass

from contacts.conversation.agreed_hours import clock_at, hour_words
from contacts.models import Enquiry
from contacts.teams.offices import office_of


@dataclass(frozen=True)
class AgreedWords:
    """The hour by the family's clock, and by the team's where it is another."""

    hour: str
    here: str


def agreed_words(enquiry: Enquiry) -> AgreedWords | None:
    """Return the open call in words; None where none is agreed on."""
    call = enquiry.agreed_calls.still_open().first()
    if call is None:
        return None
    zone = office_of(enquiry.team, enquiry.site).zone
    here, there = clock_at(call.at, zone), clock_at(call.at, call.zone)
    return AgreedWords(hour_words(call), here if here != there else "")
