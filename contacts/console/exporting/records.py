"""Rows as JSON can hold them: every declared field but what opens doors."""

import re
from typing import Any

from django.conf import settings
from django.db.models import Model

from contacts.conversation.export import SECRET, plain
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
from portal.logs import HIDDEN, safe_address

# The random word of a page, whatever stands around it.
TOKEN = re.compile(r"\b[0-9a-f]{64}\b")

# Tables that hang on an enquiry, under the name that the file gives them.
OF_ENQUIRY: dict[type[Model], str] = {
    Message: "messages",
    CallAttempt: "calls",
    AgreedCall: "agreed_calls",
    Remark: "remarks",
    OutgoingEmail: "emails",
    InboundEmail: "emails_received",
    AddressChange: "changes_of_address",
    TeamLink: "links_of_mailboxes",
    AcceptedSender: "accepted_senders",
    Merging: "merged_into",
}
# Table → why the file leaves it out.
LEFT_OUT = {
    EnquirerName: "keyed hashes of words of names, which stand in the enquiry",
    SpamTrace: "keyed hashes by which a later advertisement is marked",
    SearchMark: "keyed hashes by which the search finds names that stand there",
    Draft: "what somebody has begun and sent to nobody",
}


def fields_of(model: Any) -> list[str]:
    """Return the declared fields of a table that the file holds."""
    declared: set[str] = model.PERSONAL | model.IMPERSONAL
    # Of a mail the same words once more, with markup.
    return sorted(declared - SECRET - {"body_html"})


def record(row: Model) -> dict[str, Any]:
    """Return a row with its fields; of another row what people know it by."""
    return {name: keyless(plain(row, name)) for name in fields_of(type(row))}


def keyless(value: Any) -> Any:
    """Return a value whose links to this portal open nothing any more.

    A mail to a family holds the way to its page: whoever has the file would get in.
    """
    if not isinstance(value, str):
        return value
    own = re.escape(settings.PUBLIC_URL) + r"[^\s\"'<>)]*"
    return TOKEN.sub(HIDDEN, re.sub(own, lambda found: safe_address(found[0]), value))


def enquiry_record(enquiry: Enquiry) -> dict[str, Any]:
    """Return an enquiry with all that hangs on it, and what was done with it."""
    hanging = {
        name: [record(one) for one in rows_of(model, enquiry)]
        for model, name in OF_ENQUIRY.items()
    }
    events = AuditEvent.objects.filter(reference=enquiry.reference).order_by("pk")
    return {**record(enquiry), **hanging, "audit": [record(one) for one in events]}


def rows_of(model: Any, enquiry: Enquiry) -> Any:
    """Return the rows of one table that hang on an enquiry."""
    return model._default_manager.filter(enquiry=enquiry).order_by("pk")
