"""E-mails that people answer with: kept first, then put into their conversation."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from contacts import letters
from contacts.actions.conversation import add_family_message, answer
from contacts.actions.post import post
from contacts.addresses import FAMILY, ReplyAddress, read_reply_address
from contacts.models import Enquiry, InboundEmail, InboundState, Purpose, Via
from contacts.quotes import split_quote
from portal.lib.text import UnsafeTextError, clean_paragraphs


@dataclass(frozen=True)
class Arrived:
    """An e-mail as a provider handed it over."""

    message_id: str
    from_address: str
    recipients: list[str]
    subject: str
    body: str
    attachments: int
    is_automatic: bool


def keep_inbound(*, mail: Arrived, now: datetime) -> bool:
    """Store an e-mail before anything is done with it; false when it came before."""
    to_address = next(filter(mine, mail.recipients), ", ".join(mail.recipients)[:500])
    known = mail.message_id or f"{mail.from_address}{to_address}{mail.body}"
    _row, is_new = InboundEmail.objects.get_or_create(
        fingerprint=hashlib.sha256(known.encode()).hexdigest(),
        defaults={
            "from_address": mail.from_address,
            "to_address": to_address,
            "subject": mail.subject,
            "body": mail.body,
            "attachments": mail.attachments,
            "is_automatic": mail.is_automatic,
            "came_at": now,
        },
    )
    return is_new


def mine(address: str) -> ReplyAddress | None:
    """Return what one of our own reply addresses says."""
    return read_reply_address(address, settings.SECRET_KEY)


def take_inbound(*, now: datetime, by: str, limit: int = 50) -> int:
    """Put new e-mails into their conversations; return how many were looked at."""
    new = InboundEmail.objects.filter(state=InboundState.NEW)
    pks = list(new.values_list("pk", flat=True)[:limit])
    for pk in pks:
        take(pk, now, by)
    return len(pks)


@transaction.atomic
def take(pk: int, now: datetime, by: str) -> None:
    """Put one e-mail where it belongs, once."""
    new = InboundEmail.objects.select_for_update().filter(state=InboundState.NEW)
    mail = new.filter(pk=pk).first()
    if mail is None:
        return
    address = mine(mail.to_address)
    found = Enquiry.objects.filter(reference=address.reference) if address else None
    mail.enquiry = found.first() if found else None
    mail.state = settle(mail, address, now, by)
    mail.save()


def settle(
    mail: InboundEmail, address: ReplyAddress | None, now: datetime, by: str
) -> InboundState:
    """Add the mail's words to its conversation; return what became of it."""
    if mail.enquiry is None or address is None:
        return InboundState.REFUSED
    if mail.is_automatic:
        # "Out of office" answers nobody; the promise goes on.
        return InboundState.AUTOMATIC
    text, quoted = split_quote(readable(mail.body))
    if not text:
        return InboundState.REFUSED
    if address.side == FAMILY:
        add_family_message(
            enquiry=mail.enquiry, text=text, quoted=quoted, now=now, via=Via.EMAIL
        )
        friendly_about_files(mail, now)
    else:
        mail.enquiry.refresh_from_db()
        answer(
            enquiry=mail.enquiry,
            text=text,
            quoted=quoted,
            seen=mail.enquiry.revision,
            user=None,
            now=now,
            by=by,
            via=Via.EMAIL,
        )
    return InboundState.TAKEN


def friendly_about_files(mail: InboundEmail, now: datetime) -> None:
    """Tell a family that their files were not taken, and their words were."""
    if mail.attachments and mail.enquiry:
        words = letters.no_attachments(mail.enquiry)
        to = [mail.enquiry.email]
        post(mail.enquiry, Purpose.NOTICE_TO_FAMILY, words, to=to, now=now)


def readable(text: str) -> str:
    """Return text without characters that nobody types; mails hold all kinds."""
    try:
        return clean_paragraphs(text)
    except UnsafeTextError:
        kept = "".join(c for c in text if c.isprintable() or c in "\n\t")
        return kept.strip()
