"""What mail providers post to us, through anymail's checked webhooks.

anymail offers its events as Django signals and in no other way; the two receivers here
only store what came. Everything else happens in the worker.
"""

from typing import Any

import nh3
from anymail.inbound import AnymailInboundMessage
from anymail.signals import AnymailInboundEvent, AnymailTrackingEvent
from django.utils import timezone

from contacts.actions.inbound import Arrived, keep_inbound
from contacts.actions.reports import keep_report

LONGEST = 200_000


def mail_reported(*, event: AnymailTrackingEvent, esp_name: str, **_: Any) -> None:
    """Store what a provider says became of one of our e-mails."""
    keep_report(
        kind=event.event_type,
        event_id=f"{esp_name}:{event.event_id}" if event.event_id else "",
        message_id=event.message_id or "",
        recipient=event.recipient or "",
        now=timezone.now(),
    )


def mail_came(*, event: AnymailInboundEvent, **_: Any) -> None:
    """Store an e-mail that somebody sent to one of our addresses."""
    message = event.message
    if message is not None:
        keep_inbound(mail=arrived(message), now=timezone.now())


def arrived(message: AnymailInboundMessage) -> Arrived:
    """Return the parts of a mail that matter; files are counted and left behind."""
    recipients = [message.envelope_recipient or ""]
    recipients += [one.addr_spec for one in (*message.to, *message.cc)]
    sender = message.get_address_header("From")
    text = message.text or as_text(message.html or "")
    return Arrived(
        message_id=str(message["Message-ID"] or ""),
        from_address=sender[0].addr_spec if sender else "",
        recipients=[one for one in recipients if one],
        subject=str(message.subject or "")[:500],
        body=text[:LONGEST],
        attachments=len(message.attachments),
        is_automatic=is_automatic(message),
        answers_to=str(message["In-Reply-To"] or "")[:300],
    )


def as_text(markup: str) -> str:
    """Return the words of a mail that has no plain part."""
    spaced = markup[:LONGEST].replace("<br", "\n<br").replace("</p>", "\n</p>")
    return nh3.clean(spaced, tags=set()).replace("&nbsp;", " ").replace("&amp;", "&")


def is_automatic(message: AnymailInboundMessage) -> bool:
    """Whether a program wrote it (RFC 3834), such as an out-of-office note.

    `X-Auto-Response-Suppress` is how Exchange and ticket systems say it; an empty
    Return-Path is how bounces say it.
    """
    said = str(message["Auto-Submitted"] or "no").lower()
    bulk = str(message["Precedence"] or "").lower()
    return (
        said != "no"
        or bulk in {"bulk", "auto_reply", "junk", "list"}
        or message["X-Autoreply"] is not None
        or message["X-Autorespond"] is not None
        or message["X-Auto-Response-Suppress"] is not None
        or str(message["Return-Path"] or "").strip() == "<>"
    )
