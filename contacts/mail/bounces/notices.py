"""A mail that tells of another → which address, what became of it, which mail. Pure.

Fields of RFC 3464 (delivery) and RFC 5965 (complaints) first; older servers' prose is
read by flufl.bounce, and by what all of them have in common. Runs in the bounded child.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any

from contacts.mail.bounces.blocks import (
    MOST_BYTES,
    MOST_NOTICES,
    MOST_PROSE,
    BounceNotice,
    address_in,
    fields_of,
    of_fields,
    parts_of,
)
from contacts.mail.bounces.plain_words import of_words
from contacts.mail.bounces.return_path import FORM
from contacts.mail.bounces.spelling import one_spelling

LINE = 998
MESSAGE_ID = re.compile(
    r"^[ \t>|]{0,8}Message-ID:[ \t\n]{0,8}<([^<>\s]{3,250})>", re.I | re.M
)
BLANKS = re.compile(rb"(?:\r?\n){3,}")


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
    said = said or [*of_words(raw)]
    text = raw.decode("latin-1")
    text = text.replace("\r\n", "\n")
    own = str(mail.get("Message-ID", "")).strip().strip("<>")
    found = dict.fromkeys(MESSAGE_ID.findall(text))
    found.pop(own, None)
    paths = dict.fromkeys(match.group(0) for match in FORM.finditer(text))
    return Notices(said[:MOST_NOTICES], list(found)[:20], list(paths)[:20])


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
