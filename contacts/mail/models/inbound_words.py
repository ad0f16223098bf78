"""What can become of a letter, and why: the codes, and their words for the desk."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class InboundState(models.TextChoices):
    """What became of a mail that came in; nothing is ever dropped."""

    NEW = "NEW", _("Not looked at yet")
    TAKEN = "TAKEN", _("In its conversation")
    OTHER = "OTHER", _("In its conversation, from another address")
    AUTOMATIC = "AUTOMATIC", _("An automatic answer")
    BOUNCE = "BOUNCE", _("One of our e-mails came back")
    REFUSED = "REFUSED", _("Could not be placed")
    REPEATED = "REPEATED", _("The same words once more")


class AsideReason(models.TextChoices):
    """Why a mail stands in no conversation; the desk reads it."""

    NO_ADDRESS = "no_address", _("It names none of our addresses.")
    UNKNOWN = "unknown_reference", _("There is no such enquiry, or not any more.")
    UNPROVEN = "unproven", _("Its address is not from the team that has the enquiry.")
    NO_WORDS = "no_words", _("It holds no words.")
    AUTOMATIC = "automatic", _("A program wrote it.")
    DOUBTFUL = "doubtful", _("A program may have written it.")
    REPORT = "report", _("A mail server reports of another e-mail.")
    FORWARD = (
        "forward",
        _("It holds somebody else's e-mail; read it before it goes on."),
    )
    OVERTAKEN = "conflict", _("The enquiry was taken back, or changed meanwhile.")
    UNREADABLE = "unreadable", _("It could not be read, so you see its plain lines.")
    FAILED = "failed", _("The portal failed at it several times.")


# What the desk looks at.
ASIDE = [InboundState.REFUSED, InboundState.AUTOMATIC, InboundState.REPEATED]
# What mails hold besides words; the sender is told, and the desk sees it.
UNREAD = {
    "picture": _("a picture"),
    "encrypted": _("an encrypted part"),
    "calendar": _("an invitation of a calendar"),
    "winmail": _("a part that only Outlook reads (winmail.dat)"),
    "attachment": _("a file"),
    "charset": _("letters of an unknown script"),
    "hidden": _("hidden text"),
    "archive": _("an archive"),
    "audio": _("a sound"),
    "video": _("a film"),
    "structure": _("parts that fit no form of e-mail"),
}


def words_of_unread(codes: Iterable[str]) -> list[str]:
    """Return in words what could not be read."""
    return [str(UNREAD.get(code, code)) for code in codes]
