"""What was said in an enquiry, and how it came."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.models.enquiries import Enquiry
from contacts.mail.models.inbound_words import words_of_unread
from portal.database.indexes import index_of_some
from portal.lib.crypto import EncryptedTextField


class Author(models.TextChoices):
    """Who wrote an entry of the conversation."""

    ENQUIRER = "ENQUIRER", _("The person who asked")
    SITE_TEAM = "SITE_TEAM", _("The site team")


class Via(models.TextChoices):
    """How an entry came."""

    PAGE = "PAGE", _("On the portal's page")
    EMAIL = "EMAIL", _("By e-mail")
    SPOKEN = "SPOKEN", _("Spoken, written down by the team")


class MessageQuerySet(models.QuerySet["Message"]):
    def released(self, now: datetime) -> "MessageQuerySet":
        """Messages that can no longer be taken back; the family sees these."""
        return self.filter(released_at__lte=now)

    def from_family(self, enquiry: Enquiry) -> "MessageQuerySet":
        return self.filter(enquiry=enquiry, author=Author.ENQUIRER)


class Message(models.Model):
    """One entry of the conversation."""

    PERSONAL = {"body", "quoted", "selfcheck", "written_by"}
    IMPERSONAL = {
        *("id", "enquiry", "author", "via", "key", "created_at", "released_at"),
        *("before", "unread"),
    }

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="messages")
    author = models.CharField(max_length=16, choices=Author.choices)
    via = models.CharField(max_length=8, choices=Via.choices, default=Via.PAGE)
    # Of the form that sent it: pressed twice, it is still one message.
    key = models.UUIDField(unique=True, null=True, blank=True)
    # The staff member; empty for families and for answers that came by e-mail.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
    )
    body = EncryptedTextField()
    # What an e-mail quoted of earlier ones: kept whole, shown folded.
    quoted = EncryptedTextField(blank=True)
    # Codes of what an e-mail held besides words, which nobody could read here.
    unread = models.JSONField(
        default=list, db_default=models.Value([], models.JSONField()), blank=True
    )
    # Self-check answers that the person chose to send: a snapshot as JSON, shown to
    # the site team in the console only, never in an e-mail, gone with the message.
    selfcheck = EncryptedTextField(blank=True)
    created_at = models.DateTimeField()
    # An answer can be taken back for some seconds; till then nobody else sees it.
    released_at = models.DateTimeField()

    # Where the enquiry stood before an answer, for whoever takes it back.
    before = models.JSONField(null=True, blank=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["created_at", "pk"]
        # Of an account that goes; families have none.
        indexes = [index_of_some("written_by", "message_written_by")]

    def __str__(self) -> str:
        return f"{self.enquiry_id} {self.author}"

    @property
    def is_from_team(self) -> bool:
        """Whether the site team wrote it."""
        return self.author == Author.SITE_TEAM

    @property
    def unread_words(self) -> list[str]:
        """Return what of it could not be read, in words."""
        return words_of_unread(self.unread)

    @property
    def selfcheck_snapshot(self) -> dict[str, Any] | None:
        """Return the answers that were sent along, as they were shown."""
        return json.loads(self.selfcheck) if self.selfcheck else None
