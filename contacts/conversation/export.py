"""All that is stored about an enquiry, for its family to take along.

It follows the declared fields, so that a new one comes along by itself; what is kept
back is listed here, each group with its reason.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model

from contacts.mail.kinds import TO_FAMILY
from contacts.mail.reply_addresses import FAMILY, read_reply_address
from contacts.models import (
    AcceptedSender,
    AddressChange,
    AgreedCall,
    AuditEvent,
    CallAttempt,
    Draft,
    EnquirerName,
    Enquiry,
    InboundEmail,
    Merging,
    Message,
    OutgoingEmail,
    Remark,
    SearchMark,
    SpamTrace,
    TeamLink,
)
from portal.lib.tokens import SecretToken

# Numbers of rows, and marks of how the portal works through them.
WORKING = {
    *("id", "enquiry", "entry", "subscription", "key", "before", "revision"),
    *(
        "is_unread",
        "marked_for",
        "snoozed_until",
        "retry_at",
        "queue",
        "attempts",
        "offered_until",
    ),
    *("unknown_outcomes", "next_attempt_at", "provider_id", "message_id"),
    *("answers_to", "last_error", "post", "is_doubtful", "letter"),
}
# Whoever has these can open the page or write in somebody's name; hashes of them.
SECRET = {
    *("token_hash", "content_hash", "idempotency_key", "email_hash", "phone_hash"),
    *(
        "fingerprint",
        "reply_to",
        "headers",
        "key_hash",
        "page_secret",
        "code",
        "code_hash",
        "same_mail",
        # A mail's words with their links, packed, and what they are made of.
        "words",
        "facts",
    ),
}
# Which of the staff did it: personal data of theirs.
OF_STAFF = {"owner", "claimed_at", "written_by", "called_by", "agreed_by"}
KEPT_BACK = {
    Enquiry: WORKING | SECRET | OF_STAFF,
    Message: WORKING | OF_STAFF,
    CallAttempt: WORKING | OF_STAFF,
    AgreedCall: WORKING | OF_STAFF | {"reminded_at"},
    # The same words again with markup.
    OutgoingEmail: WORKING | SECRET | {"body_html"},
    # Where it went is the secret by which a mail becomes a message.
    InboundEmail: WORKING | SECRET | {"to_address"},
    AddressChange: WORKING | SECRET,
}
# A team's own remarks and what it never sent; names and addresses again, as hashes.
NOT_TAKEN = {
    Remark,
    EnquirerName,
    AcceptedSender,
    TeamLink,
    Draft,
    Merging,
    SpamTrace,
    SearchMark,
}
SECRET_WORD = re.compile(rf"\b{SecretToken.regex}\b")
RENAMED = {"body": "text", "body_text": "text"}


def export_enquiry(enquiry: Enquiry, now: datetime) -> dict[str, Any]:
    """Return all that is stored about somebody's enquiry but what is kept back."""
    events = AuditEvent.objects.filter(reference=enquiry.reference)
    changes = AddressChange.objects.filter(enquiry=enquiry)
    return {
        **taken(enquiry),
        "messages": [taken(one) for one in enquiry.messages.released(now)],
        "calls": [taken(one) for one in enquiry.calls.all()],
        "agreed_calls": [taken(one) for one in enquiry.agreed_calls.all()],
        "emails": [with_address(one, enquiry) for one in left(enquiry, now)],
        "emails_received": [taken(one) for one in from_family(enquiry)],
        "changes_of_address": [taken(one) for one in changes],
        "events": [without_name(one) for one in events],
    }


def without_name(event: AuditEvent) -> dict[str, Any]:
    """Return what happened, and which side did it."""
    return {"at": event.at, "what": event.verb, "by": event.by.partition(":")[0]}


def taken(row: Model) -> dict[str, Any]:
    """Return the fields of a row that its family gets, as JSON can hold them."""
    model = type(row)
    names = sorted((model.PERSONAL | model.IMPERSONAL) - KEPT_BACK[model])
    return {RENAMED.get(name, name): plain(row, name) for name in names}


def plain(row: Model, name: str) -> Any:
    """Return a value; of another row what people know it by."""
    if name == "selfcheck":
        return row.selfcheck_snapshot
    value = getattr(row, name)
    if isinstance(value, Model):
        return getattr(value, "registry_id", None) or str(value)
    return value


def left(enquiry: Enquiry, now: datetime) -> Iterable[OutgoingEmail]:
    """Return the e-mails, but for answers that can still be taken back."""
    mails = enquiry.emails.select_related("entry")
    return [
        without_secrets(one)
        for one in mails
        if not one.entry or one.entry.released_at <= now
    ]


def without_secrets(mail: OutgoingEmail) -> OutgoingEmail:
    """Return an e-mail to show; whoever has a team's link could answer as the team."""
    if mail.purpose not in TO_FAMILY:
        mail.body_text = SECRET_WORD.sub("…", mail.body_text)
    return mail


def with_address(mail: OutgoingEmail, enquiry: Enquiry) -> dict[str, Any]:
    """Return an e-mail; a colleague's own address is not the family's to take."""
    known = {enquiry.email, enquiry.team_email}
    found = taken(mail)
    return found if mail.to_address in known else {**found, "to_address": "staff"}


def from_family(enquiry: Enquiry) -> Iterable[InboundEmail]:
    """Return the e-mails that the family sent; a team's stand in the conversation."""
    for mail in enquiry.inbound.all():
        address = read_reply_address(mail.to_address)
        if address and address.side == FAMILY:
            yield mail
