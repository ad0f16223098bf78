"""An address that took no mail is used again."""

from datetime import datetime

from django.db import transaction

from contacts.models import DeadAddress, Enquiry, OutgoingEmail, Verb, address_hash
from portal.audit.record import record_event


def find_again(mail: OutgoingEmail, now: datetime, by: str) -> None:
    """Use an address again that has taken a mail sent after it was given up."""
    known = address_hash(mail.to_address)
    dead = DeadAddress.objects.filter(address_hash=known).first()
    if dead and (mail.sent_at or mail.created_at) > dead.since:
        lift_address(address=mail.to_address, now=now, by=by)


@transaction.atomic
def lift_address(*, address: str, now: datetime, by: str) -> bool:
    """Use an address again, because a mail arrived or somebody says it works."""
    known = address_hash(address)
    if not DeadAddress.objects.filter(address_hash=known).delete()[0]:
        return False
    Enquiry.objects.filter(email_hash=known).update(email_bounced_at=None)
    record_event(Verb.MAILBOX_LIFTED, now=now, by=by)
    return True
