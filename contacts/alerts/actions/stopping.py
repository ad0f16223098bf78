"""Whatever goes to an address ends: its enquiries, and what it asked to be told of."""

from datetime import datetime

from django.db import transaction

from contacts.alerts.actions.subscriptions import stop_address
from contacts.conversation.actions.stopping import stop_mails
from contacts.models import Enquiry, StopReason


@transaction.atomic
def stop_all_mails(*, address: str, why: str, now: datetime, by: str) -> None:
    """End every open enquiry and all alerts of the address with this hash."""
    for enquiry in Enquiry.objects.filter(email_hash=address).open():
        stop_mails(enquiry=enquiry, why=why, now=now, by=by)
    stop_address(address_hash=address, now=now, by=by, reason=StopReason.UNSUBSCRIBED)
