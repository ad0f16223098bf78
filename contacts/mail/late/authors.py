"""Who writes the mails that are written late: each room for its own kinds."""

from typing import TYPE_CHECKING, Protocol

from contacts.mail.late.words import Rendered

if TYPE_CHECKING:
    from contacts.mail.models.outbox import OutgoingEmail


class MailAuthor(Protocol):
    """What a room does for its mails."""

    def load(self, mails: list["OutgoingEmail"]) -> list["OutgoingEmail"]:
        """Bring what they rest on in few queries; leave out whose matter is gone."""

    def write(self, mail: "OutgoingEmail") -> Rendered:
        """Return its words."""

    def write_plainly(self, mail: "OutgoingEmail") -> Rendered:
        """Return words, reference and link without any template."""


# By purpose; the app names them when it is ready.
AUTHORS: dict[str, MailAuthor] = {}
