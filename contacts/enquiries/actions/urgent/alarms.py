"""What may be an emergency reaches whoever stands in, at once."""

from datetime import datetime

from contacts.enquiries.actions.posting import enquiry_mail
from contacts.enquiries.actions.recipients import deputy_addresses
from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.sentences import arrivals
from contacts.enquiries.sentences.late_letters import say
from contacts.mail.kinds import Purpose
from contacts.mail.models.outbox import OutgoingEmail


def alarm_mails(enquiry: Enquiry, told: set[str], now: datetime) -> list[OutgoingEmail]:
    """Return what tells the deputies, but for those who are written to already."""
    purpose = Purpose.ARRIVAL_TO_MEMBER
    words = say(arrivals.perhaps_an_emergency, purpose, enquiry)
    return [
        enquiry_mail(enquiry, purpose, words, address, now)
        for address in dict.fromkeys(deputy_addresses(enquiry, now))
        if address and address not in told
    ]
