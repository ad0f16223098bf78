"""A mail as bytes → what its writer said, in bounded time. Pure: no database, no clock.

Nothing here raises on what a mail holds, and no word is lost: what is not among the
writer's own words is quoted, and what cannot be read is named in `unread`.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from contacts.mail.reading import machine
from contacts.mail.reading.addresses import (
    answered_id,
    first_mailbox,
    mailboxes,
    message_id,
)
from contacts.mail.reading.parts import Body, body_of, body_of_texts
from contacts.mail.reading.quotation import Correspondence, cut
from contacts.mail.reading.reports import is_report_mail
from contacts.mail.reading.wire.headers import Headers, read_headers, shown_headers
from contacts.mail.reading.wire.splitting import split_message

RECIPIENTS = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "resent-to")


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
    message = split_message(raw, limits)
    return compose(message.headers, body_of(message, limits), ours)


def read_parts(
    text: str,
    html: str,
    headers: Iterable[tuple[str, str]],
    limits: ReadingLimits | None = None,
    ours: Collection[str] = (),
    attachments: int = 0,
) -> Letter:
    """Read what a provider has taken apart already."""
    limits = limits or ReadingLimits()
    body = body_of_texts(text, html, attachments, limits)
    return compose(read_headers(headers), body, ours)


def compose(headers: Headers, body: Body, ours: Collection[str]) -> Letter:
    """Join what was read of headers and of words."""
    subject = headers.text("subject")[:1000]
    sender = first_mailbox(headers.text("from"), headers.text("sender"))
    recipients = mailboxes(headers, *RECIPIENTS)
    frame = Correspondence(subject, sender.address, (*recipients, *ours), ours)
    own, quoted, is_forward = cut(body.text or subject, frame)
    reported = "\n\n".join(body.reported)
    is_report = is_report_mail(headers, body.kinds, sender.address, subject, own)
    automatic, reason = machine.judge_writer(headers, sender.address, own, is_report)
    return Letter(
        message_id=message_id(headers),
        answers_to=answered_id(headers),
        from_address=sender.address,
        from_name=sender.name,
        recipients=recipients,
        subject=subject,
        text=own,
        quoted="\n\n".join(filter(None, (quoted, reported))),
        automatic=automatic,
        automatic_reason=reason,
        unread=sorted(body.unread),
        attachments=body.attachments,
        is_cut=body.is_cut,
        is_report=is_report,
        is_forward=is_forward or body.has_letter,
        headers=shown_headers(headers),
    )
