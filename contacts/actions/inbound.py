"""E-mails that people answer with: kept first, then put into their conversation."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from contacts.actions.conversation import ConflictError, add_family_message, answer
from contacts.actions.post import audit, place_of, refuse_files
from contacts.addresses import FAMILY, ReplyAddress, read_reply_address
from contacts.automatic import sounds_automatic
from contacts.models import (
    AuditEvent,
    Enquiry,
    InboundEmail,
    InboundState,
    Message,
    Verb,
    Via,
)
from contacts.quotes import split_quote
from portal.keyring import lookup_secret
from portal.lib.text import UnsafeTextError, clean_paragraphs

log = logging.getLogger(__name__)

# So long a mail that could not be read waits before it is tried again.
LATER = timedelta(minutes=10)


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
    # The Message-ID of the mail that it answers.
    answers_to: str = ""


def keep_inbound(*, mail: Arrived, now: datetime) -> bool:
    """Store an e-mail before anything is done with it; false when it came before."""
    ours = filter(read_reply_address, mail.recipients)
    to_address = next(ours, ", ".join(mail.recipients)[:500])
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
            "answers_to": mail.answers_to.strip().strip("<>")[:255],
            "came_at": now,
        },
    )
    return is_new


def take_inbound(*, now: datetime, by: str, limit: int = 50) -> int:
    """Put new e-mails into their conversations; return how many were looked at.

    One that cannot be read is tried again later and holds up no other.
    """
    pks = list(InboundEmail.objects.due(now).values_list("pk", flat=True)[:limit])
    for pk in pks:
        try:
            take(pk, now, by)
        except Exception:
            log.exception("an incoming e-mail could not be taken in; trying later")
            InboundEmail.objects.filter(pk=pk).update(retry_at=now + LATER)
    return len(pks)


@transaction.atomic
def take(pk: int, now: datetime, by: str) -> None:
    """Put one e-mail where it belongs, once."""
    new = InboundEmail.objects.select_for_update().filter(state=InboundState.NEW)
    mail = new.filter(pk=pk).first()
    if mail is None:
        return
    address = read_reply_address(mail.to_address)
    found = Enquiry.objects.filter(reference=address.reference) if address else None
    # Also one whose proof has run out belongs to its enquiry: it is erased with it.
    mail.enquiry = found.first() if found else None
    mail.state = settle(mail, address, now, by)
    mail.save()


def settle(
    mail: InboundEmail, address: ReplyAddress | None, now: datetime, by: str
) -> InboundState:
    """Add the mail's words to its conversation; return what became of it."""
    if mail.enquiry is None or address is None:
        return InboundState.REFUSED
    if not address.is_proven(place_of(mail.enquiry), lookup_secret()):
        return InboundState.REFUSED
    text, quoted = split_quote(readable(mail.body))
    if mail.is_automatic or sounds_automatic(mail.subject, mail.from_address, text):
        # "Out of office" answers nobody; the promise goes on.
        return InboundState.AUTOMATIC
    return put_in(mail, address, text, quoted, now, by)


def put_in(
    mail: InboundEmail,
    address: ReplyAddress,
    text: str,
    quoted: str,
    now: datetime,
    by: str,
) -> InboundState:
    """Write the words into the conversation, and answer kindly about files."""
    is_family = address.side == FAMILY
    if mail.attachments:
        refuse_files(mail, is_family=is_family, has_words=bool(text), now=now)
    if not text:
        return InboundState.REFUSED
    words = {"text": text, "quoted": quoted, "now": now, "via": Via.EMAIL}
    if is_family:
        add_family_message(enquiry=mail.enquiry, **words)
        return InboundState.TAKEN
    try:
        answer_by_mail(mail, words, by)
    except ConflictError:
        return InboundState.REFUSED
    return InboundState.TAKEN


def answer_by_mail(mail: InboundEmail, words: dict, by: str) -> None:
    """Send a team's words on; they settle nothing that they could not know of."""
    mail.enquiry.refresh_from_db()
    answer(
        enquiry=mail.enquiry,
        seen=mail.enquiry.revision,
        user=None,
        by=by,
        is_settling=not is_overtaken(mail),
        **words,
    )


def is_overtaken(mail: InboundEmail) -> bool:
    """Whether the family wrote after the mail that this one answers."""
    if not mail.answers_to:
        return False
    known = mail.answers_to
    # Some providers put their own id into the Message-ID, with a domain behind it.
    theirs = (known, f"<{known}>", known.partition("@")[0])
    ids = Q(message_id=f"<{known}>") | Q(provider_id__in=theirs)
    answered = mail.enquiry.emails.filter(ids).first()
    if answered is None:
        return False
    later = Message.objects.from_family(mail.enquiry)
    return later.filter(created_at__gt=answered.created_at).exists()


@transaction.atomic
def accept_inbound(*, mail: InboundEmail, now: datetime, by: str) -> bool:
    """Put a mail that was kept aside into its conversation, at the desk's word."""
    aside = InboundEmail.objects.select_for_update().aside().filter(pk=mail.pk)
    mail = aside.first()
    address = read_reply_address(mail.to_address) if mail else None
    if address is None or mail.enquiry is None:
        return False
    if not address.is_proven(place_of(mail.enquiry), lookup_secret()):
        return False
    text, quoted = split_quote(readable(mail.body))
    mail.state = put_in(mail, address, text, quoted, now, by)
    mail.save()
    audit(mail.enquiry, Verb.MAIL_PLACED, now, by)
    return mail.state == InboundState.TAKEN


@transaction.atomic
def delete_inbound(*, mail: InboundEmail, now: datetime, by: str) -> None:
    """Delete a mail that stands in no conversation, at the desk's word."""
    if InboundEmail.objects.aside().filter(pk=mail.pk).delete()[0]:
        AuditEvent.objects.create(at=now, verb=Verb.MAIL_DELETED, by=by)


def readable(text: str) -> str:
    """Return text without characters that nobody types; mails hold all kinds."""
    try:
        return clean_paragraphs(text)
    except UnsafeTextError:
        kept = "".join(c for c in text if c.isprintable() or c in "\n\t")
        return kept.strip()
