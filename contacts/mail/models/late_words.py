"""The words of a mail as whoever looks at its row reads them, written yet or not.

Where no worker has written them they are made for showing, and not kept.
"""

from typing import TYPE_CHECKING, Any

from django.db.models import CharField
from django.db.models.query_utils import DeferredAttribute

from portal.lib.crypto import EncryptedTextField

if TYPE_CHECKING:
    from contacts.mail.models.outbox import OutgoingEmail


class LateWords(DeferredAttribute):
    """What the column holds, or what stands packed, or what will be written."""

    def __get__(self, mail: "OutgoingEmail | None", cls: Any = None) -> Any:
        """Return the words; the field itself where its class is asked."""
        own = super().__get__(mail, cls)
        return own or mail.words_for(self.field.attname) if mail else own

    def __set__(self, mail: "OutgoingEmail", value: str) -> None:
        """Put words into the row itself."""
        mail.__dict__[self.field.attname] = value


class OfColumn:
    """What a field that may be written late does: its column alone is stored."""

    descriptor_class = LateWords

    def pre_save(self, mail: "OutgoingEmail", add: bool) -> str:
        """Return what the column is to hold."""
        words: str = mail.__dict__.get(self.attname, "")  # type: ignore[attr-defined]
        return words


class SubjectField(OfColumn, CharField):  # type: ignore[type-arg]
    """A subject."""

    def deconstruct(self) -> Any:
        """Return the same as the column was before; migrations see no change."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class BodyField(OfColumn, EncryptedTextField):
    """One way of showing the words, or what stands in their head."""

    def deconstruct(self) -> Any:
        """Return the same as the column was before; migrations see no change."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "portal.lib.crypto.EncryptedTextField", args, kwargs
