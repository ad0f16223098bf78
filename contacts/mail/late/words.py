"""What a row is filled with: a mail's words, or what the worker makes them of."""

from dataclasses import dataclass
from typing import Any

from contacts.mail.kinds import Queue


@dataclass(frozen=True)
class Rendered:
    """An e-mail's words."""

    subject: str
    text: str
    html: str

    def as_fields(self, queue: Queue) -> dict[str, Any]:
        """Return the fields of a mail's row."""
        return {
            "subject": self.subject,
            "body_text": self.text,
            "body_html": self.html,
            "queue": queue,
        }


@dataclass(frozen=True)
class ToWrite:
    """Of what the worker makes a mail: its letter, and what is not found later.

    It waits where the version before does not look.
    """

    letter: str
    facts: dict[str, Any]

    def as_fields(self, _queue: Queue) -> dict[str, Any]:
        """Return the fields of a mail's row."""
        return {"letter": self.letter, "facts": self.facts, "queue": Queue.LATE}
