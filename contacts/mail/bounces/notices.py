"""A mail that tells of another → which address, what became of it, which mail. Pure.

Fields of RFC 3464 (delivery) and RFC 5965 (complaints) first; older servers' prose is
read by flufl.bounce. Runs in the bounded child.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from email import message_from_bytes
from email.message import Message
from typing import Any

from contacts.mail.bounces.return_path import FORM
from contacts.mail.bounces.spelling import one_spelling

# The returned mail may be long; what is said of it stands before.
MOST_BYTES, MOST_PROSE, MOST_FIELDS = 100_000, 40_000, 100_000
MOST_NOTICES = 50
LINE = 998
MESSAGE_ID = re.compile(
    r"^[ \t>|]{0,8}Message-ID:[ \t\n]{0,8}<([^<>\s]{3,250})>", re.I | re.M
)
BLANKS = re.compile(rb"(?:\r?\n){3,}")
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


@dataclass(frozen=True)
class Notices:
    """All that one mail says, and how the other mail can be found."""

    said: list[BounceNotice] = field(default_factory=list)
    # Message-IDs in the returned part, without angle brackets.
    message_ids: list[str] = field(default_factory=list)
    # Return addresses of ours in it, still to be proven.
    paths: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return asdict(self)


def read_notices(raw: bytes) -> Notices:
    """Return what a mail says of others; empty where it says nothing."""
    # Runs of blank lines say nothing and cost parsers the most.
    raw = BLANKS.sub(b"\n\n", raw[:MOST_BYTES])
    mail = message_from_bytes(raw)
    said = [*of_complaint(mail), *of_fields(mail)] or [
        *of_prose(message_from_bytes(cut_lines(raw[:MOST_PROSE])))
    ]
    text = raw.decode("latin-1")
    text = text.replace("\r\n", "\n")
    own = str(mail.get("Message-ID", "")).strip().strip("<>")
    found = dict.fromkeys(MESSAGE_ID.findall(text))
    found.pop(own, None)
    paths = dict.fromkeys(match.group(0) for match in FORM.finditer(text))
    return Notices(said[:MOST_NOTICES], list(found)[:20], list(paths)[:20])


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


def of_complaint(mail: Message) -> Iterator[BounceNotice]:
    """Read an abuse report (ARF); other kinds of feedback are noted."""
    for part in parts_of(mail, "message/feedback-report"):
        for block in fields_of(part):
            kind = str(block.get("Feedback-Type", "")).strip().lower()
            if not kind:
                continue
            meant = address_in(block, "Original-Rcpt-To")
            is_abuse = kind in {"abuse", "fraud", "other", "virus"}
            yield BounceNotice("complained" if is_abuse else "unknown", meant, meant)
            return


def of_prose(mail: Message) -> Iterator[BounceNotice]:
    """Let flufl.bounce read what servers wrote before there were fields for it."""
    from flufl.bounce import all_failures  # noqa: PLC0415 - only the child needs it

    try:
        temporary, permanent = all_failures(mail)
    except Exception:  # noqa: BLE001 - its detectors fail on some odd mails
        return
    for kind, addresses in (("bounced", permanent), ("deferred", temporary)):
        for address in sorted(addresses):
            known = one_spelling(address.decode("utf-8", "replace"))
            yield BounceNotice(kind, known, known)


def cut_lines(raw: bytes) -> bytes:
    """Return a mail whose lines are as long as mail servers send them (RFC 5322).

    The library's expressions take time that grows with the square of a line.
    """
    lines = raw.split(b"\n")
    return b"\n".join(
        line[at : at + LINE] for line in lines for at in range(0, len(line) or 1, LINE)
    )
