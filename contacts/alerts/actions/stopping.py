"""Whatever goes to an address ends: its enquiries, and what it asked to be told of."""

from datetime import datetime

from django.db import transaction

from contacts.alerts.actions.subscriptions import stop_address
from contacts.conversation.actions.stopping import stop_mails
from contacts.models import Enquiry, StopReason
from contacts.pagemails.actions import stop_pages
from contacts.upkeep.actions.watching import stop_watching_of


@transaction.atomic
def stop_all_mails(*, address: str, why: str, now: datetime, by: str) -> None:
    """End every open enquiry, all alerts and wishes of the address with this hash."""
    for enquiry in Enquiry.objects.filter(email_hash=address).open():
        stop_mails(enquiry=enquiry, why=why, now=now, by=by)
    stop_watching_of(address_hash=address)
    stop_pages(address=address, now=now)
    stop_address(address_hash=address, now=now, by=by, reason=StopReason.UNSUBSCRIBED)
