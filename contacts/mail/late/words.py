"""What a row is filled with: a mail's words, or what the worker makes them of."""

from dataclasses import dataclass
from typing import Any

from contacts.mail.batches.queues import Queue


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


class ToPack(Rendered):
    """Words of a mail of very many: small in its row, encrypted in one piece.

    It waits where the version before does not look.
    """

    def as_fields(self, _queue: Queue, headers: str) -> dict[str, Any]:
        """Return the fields of a mail's row."""
        words = {"body_text": self.text, "body_html": self.html, "headers": headers}
        return {"subject": self.subject, "words": words, "queue": Queue.PACKED}


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
