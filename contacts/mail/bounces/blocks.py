"""The blocks of a report that machines write for machines (RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import Message

from contacts.mail.bounces.spelling import one_spelling

# The returned mail may be long; what is said of it stands before.
MOST_BYTES, MOST_PROSE, MOST_FIELDS = 100_000, 40_000, 100_000
MOST_NOTICES = 50
STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
# They speak of us, of the words or of the way, not of the mailbox.
NOT_THE_MAILBOX = re.compile(r"5\.[34567]\.|4\.")
ACTIONS = {
    "failed": "bounced",
    # As some servers write it.
    "failure": "bounced",
    "delayed": "deferred",
    "delivered": "delivered",
    "relayed": "unknown",
    "expanded": "unknown",
}


@dataclass(frozen=True)
class BounceNotice:
    """What one mail says became of another, for one address."""

    kind: str
    recipient: str = ""
    # The address as it was before somebody's forwarding.
    original: str = ""
    status: str = ""


def parts_of(mail: Message, kind: str) -> Iterator[Message]:
    """Yield the parts of one type."""
    return (one for one in mail.walk() if one.get_content_type() == kind)


def fields_of(part: Message) -> Iterator[Message]:
    """Yield the blocks of a part that consists of header fields."""
    content = part.get_payload()
    if isinstance(content, list):
        yield from (one for one in content if isinstance(one, Message))
    elif isinstance(content, str):
        blocks = re.split(r"(?:\r?\n){2,}", content[:MOST_FIELDS])
        for block in filter(str.strip, blocks[: 4 * MOST_NOTICES]):
            yield message_from_bytes(block.encode("latin-1", "replace"))


def of_fields(mail: Message) -> Iterator[BounceNotice]:
    """Read the blocks of a delivery status, one for each recipient."""
    for kind in ("message/delivery-status", "message/global-delivery-status"):
        for part in parts_of(mail, kind):
            for block in fields_of(part):
                if notice := of_block(block):
                    yield notice


def of_block(block: Message) -> BounceNotice | None:
    """Read what became of one recipient; None for the block about the mail itself."""
    recipient = address_in(block, "Final-Recipient")
    original = address_in(block, "Original-Recipient") or recipient
    if not (recipient or original):
        return None
    status = first_status(str(block.get("Status", ""))) or first_status(
        str(block.get("Diagnostic-Code", ""))
    )
    action = str(block.get("Action", "")).split(" ")[0].split(";")[0].strip().lower()
    notice = BounceNotice(ACTIONS.get(action, ""), recipient, original, status)
    return replace(notice, kind=judged(notice.kind, status))


def first_status(text: str) -> str:
    """Return the first status code (RFC 3463) in a text."""
    found = STATUS.search(text[:500])
    return found.group(1) if found else ""


def judged(kind: str, status: str) -> str:
    """Weigh action and status: what is not said to have failed for good, has not."""
    if kind == "bounced" and NOT_THE_MAILBOX.match(status):
        return "returned"
    if kind:
        return kind
    if status.startswith("5."):
        return judged("bounced", status)
    return "deferred" if status.startswith("4.") else "unknown"


def address_in(block: Message, name: str) -> str:
    """Return the address of a field such as `rfc822; ana@families.example`."""
    words = str(block.get(name, ""))
    return one_spelling(words.rpartition(";")[2]) if "@" in words else ""
