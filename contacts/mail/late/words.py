"""What a row is filled with: a mail's words, or what the worker makes them of."""

from dataclasses import dataclass
from typing import Any

from contacts.mail.batches.queues import Queue
from contacts.mail.shared.fillings import HTML, TEXT, Filling


@dataclass(frozen=True)
class Rendered:
    """An e-mail's words."""

    subject: str
    text: str
    html: str

    def as_fields(self, queue: Queue, headers: str) -> dict[str, Any]:
        """Return the fields of a mail's row."""
        return {
            "subject": self.subject,
            "body_text": self.text,
            "body_html": self.html,
            "headers": headers,
            "queue": queue,
        }


@dataclass(frozen=True)
class OfShared:
    """Words of one of very many mails: what they share, and what is its reader's own.

    It waits where the version before does not look.
    """

    subject: str
    filling: Filling

    @property
    def text(self) -> str:
        """The words as text."""
        return self.filling.said(TEXT)

    @property
    def html(self) -> str:
        """The words as HTML."""
        return self.filling.said(HTML)

    def as_fields(self, _queue: Queue, _headers: str) -> dict[str, Any]:
        """Return the fields of a mail's row; what is in its head is shared too."""
        return {"subject": self.subject, "words": self.filling, "queue": Queue.PACKED}


@dataclass(frozen=True)
class ToWrite:
    """Of what the worker makes a mail: its letter, and what is not found later.

    It waits where the version before does not look.
    """

    letter: str
    facts: dict[str, Any]

    def as_fields(self, _queue: Queue, headers: str) -> dict[str, Any]:
        """Return the fields of a mail's row."""
        return {
            "letter": self.letter,
            "facts": self.facts,
            "headers": headers,
            "queue": Queue.LATE,
        }
