"""Putting the conversation's e-mails into the outbox, to the right mailboxes."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from contacts.enquiries.actions.mail_heads import neutral_headers, reply_to, thread
from contacts.enquiries.sentences.late_letters import as_rehearsal, leave_to_entry
from contacts.mail import rendering
from contacts.mail.hooks.events import announce
from contacts.mail.kinds import TO_FAMILY
from contacts.mail.late.words import Rendered, ToWrite
from contacts.models import (
    AuditEvent,
    Enquiry,
    Message,
    OutgoingEmail,
    Purpose,
    Verb,
    from_now,
)
from portal.audit.record import event_to_write, record_event


def post(
    enquiry: Enquiry,
    purpose: Purpose,
    words: Rendered | ToWrite,
    *,
    to: Iterable[str],
    now: datetime,
    entry: Message | None = None,
    delay: timedelta | None = None,
) -> list[OutgoingEmail]:
    """Store one e-mail for each address, to be sent at once or after `delay`.

    A family without an address reads on its page; no mail is the right number then.
    """
    mails = [
        enquiry_mail(enquiry, purpose, words, address, now)
        for address in dict.fromkeys(to)
        if address
    ]
    for mail in mails:
        mail.enquiry, mail.entry = enquiry, entry
        leave_to_entry(mail, entry)
        if delay:
            mail.next_attempt_at = from_now(delay)
    return OutgoingEmail.objects.bulk_create(mails)


def enquiry_mail(
    enquiry: Enquiry,
    purpose: Purpose,
    words: Rendered | ToWrite,
    address: str,
    now: datetime,
    *,
    names_family: bool = False,
) -> OutgoingEmail:
    """Return an unsaved e-mail of an enquiry that its reader can answer."""
    if isinstance(words, Rendered):
        words = as_rehearsal(words, enquiry)
    is_neutral = enquiry.is_discreet and purpose in TO_FAMILY
    return rendering.outgoing(
        purpose,
        words,
        to_address=address,
        reply_to=reply_to(enquiry, purpose, names_family=names_family),
        now=now,
        headers=neutral_headers(enquiry) if is_neutral else thread(enquiry),
    )


def audit(
    enquiry: Enquiry, verb: Verb, now: datetime, by: str, **detail: object
) -> AuditEvent:
    """Add what happened to the enquiry's history; codes and counts only."""
    tell_systems(enquiry, verb, now)
    return record_event(verb, now=now, by=by, reference=enquiry.reference, **detail)


def event_of(
    enquiry: Enquiry, verb: Verb, now: datetime, by: str, **detail: object
) -> AuditEvent:
    """Return the same, for a deed that writes all its rows together."""
    tell_systems(enquiry, verb, now)
    return event_to_write(verb, now=now, by=by, reference=enquiry.reference, **detail)


def tell_systems(enquiry: Enquiry, verb: Verb, now: datetime) -> None:
    """Let other systems of the hospital hear of it by the same door (HOOK_URL)."""
    if not enquiry.is_rehearsal:
        announce(verb, enquiry.reference, now)
