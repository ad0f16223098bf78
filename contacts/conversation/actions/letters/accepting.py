"""A person says that a letter belongs into its conversation after all."""

from datetime import datetime

from django.db import transaction

from contacts.conversation.actions.letters.placing import why_not
from contacts.conversation.actions.letters.putting_in import put_in
from contacts.conversation.actions.letters.senders import accept_sender
from contacts.enquiries.actions.posting import audit
from contacts.mail.reply_addresses import read_reply_address
from contacts.models import InboundEmail, InboundState, Verb


@transaction.atomic
def accept_inbound(*, mail: InboundEmail, now: datetime, by: str) -> bool:
    """Put a mail into its conversation after all, at a person's word.

    Who wrote from another address is known from then on.
    """
    mail = outside(mail)
    address = read_reply_address(mail.to_address) if mail else None
    if address is None or why_not(mail, address):
        return False
    if mail.state == InboundState.OTHER:
        accept_sender(mail=mail, side=address.side, now=now, by=by)
    mail.state, mail.reason = put_in(mail, address, now, by)
    mail.save()
    audit(mail.enquiry, Verb.MAIL_PLACED, now, by)
    return mail.state == InboundState.TAKEN


def outside(mail: InboundEmail) -> InboundEmail | None:
    """Return a mail, locked, if it still stands in no conversation."""
    rows = InboundEmail.objects.select_for_update()
    return (rows.aside() | rows.others()).filter(pk=mail.pk).first()
