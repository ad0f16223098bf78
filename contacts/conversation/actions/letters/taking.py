"""New letters go into their conversations; one that fails comes again later."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from contacts.conversation.actions.letters.placing import place
from contacts.mail.reply_addresses import read_reply_address
from contacts.models import AsideReason, Enquiry, InboundEmail, InboundState
from portal.lib.rounds import go_round

# So often it is tried; then the desk has it.
MAX_ATTEMPTS = 5


def take_inbound(*, now: datetime, by: str, limit: int = 50) -> int:
    """Put new e-mails into their conversations; return how many were looked at.

    Each attempt is counted before it begins: one that kills its worker comes to an end.
    """
    return take_some(InboundEmail.objects.due(now), now, by, limit)


def take_some(
    due: QuerySet[InboundEmail], now: datetime, by: str, limit: int = 50
) -> int:
    """Place some e-mails that are due; one that fails comes again later."""
    return go_round(due, lambda pk: place_letter(pk, now, by), now=now, limit=limit)


@transaction.atomic
def place_letter(pk: int, now: datetime, by: str) -> None:
    """Put one e-mail where it belongs, once."""
    new = InboundEmail.objects.select_for_update().filter(state=InboundState.NEW)
    mail = new.filter(pk=pk).first()
    if mail is None:
        return
    address = read_reply_address(mail.to_address)
    found = Enquiry.objects.filter(reference=address.reference) if address else None
    # Also one whose proof has run out belongs to its enquiry: it is erased with it.
    mail.enquiry = found.first() if found else None
    if mail.attempts > MAX_ATTEMPTS:
        mail.state, mail.reason = InboundState.REFUSED, AsideReason.FAILED
    else:
        mail.state, mail.reason = place(mail, address, now, by)
    mail.save()
