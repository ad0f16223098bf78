"""A person says that a letter belongs into its conversation after all."""

from datetime import datetime

from django.db import transaction

from contacts.conversation.actions.letters.accepted_senders import accept_sender
from contacts.conversation.actions.letters.placing import why_not
from contacts.conversation.actions.letters.putting_in import put_in
from contacts.enquiries.actions.placed import enquiry_of
from contacts.enquiries.actions.posting import audit
from contacts.mail.reply_addresses import read_reply_address
from contacts.models import InboundEmail, InboundState, Verb


@transaction.atomic
def accept_inbound(*, mail: InboundEmail, now: datetime, by: str) -> bool:
    """Put a mail into its conversation after all, at a person's word.

    Who wrote from another address is known from then on.
    """
    found = outside(mail)
    address = read_reply_address(found.to_address) if found else None
    if found is None or address is None or why_not(found, address):
        return False
    if found.state == InboundState.OTHER:
        accept_sender(mail=found, side=address.side, now=now, by=by)
    found.state, found.reason = put_in(found, address, now, by)
    found.save()
    audit(enquiry_of(found), Verb.MAIL_PLACED, now, by)
    return found.state == InboundState.TAKEN


def outside(mail: InboundEmail) -> InboundEmail | None:
    """Return a mail, locked, if it still stands in no conversation."""
    rows = InboundEmail.objects.select_for_update()
    return (rows.aside() | rows.others()).filter(pk=mail.pk).first()
