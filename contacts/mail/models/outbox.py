"""E-mails on their way. The row is the truth; Redis only wakes workers."""

import json
import logging
from copy import copy
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from contacts.mail.batches.queues import Queue
from contacts.mail.kinds import PASSING, Purpose
from contacts.mail.late.authors import AUTHORS
from contacts.mail.late.words import Rendered
from contacts.mail.models.late_words import BodyField, SubjectField
from contacts.mail.models.outbox_rows import (
    EmailState,
    OutgoingEmailQuerySet,
    wake_for,
)
from contacts.mail.models.packed_words import PackedWordsField
from portal.database.indexes import index_of_some
from portal.lib.crypto import EncryptedTextField, EncryptedValuesField

log = logging.getLogger(__name__)

# The letter of a mail whose own could not be written.
PLAIN = "plain"
UNSENT = Q(state__in=["QUEUED", "SENDING", "RETRYING"])


class OutgoingEmail(models.Model):
    """One e-mail, written once, with its address and its whole life.

    Its words stand in `subject`, `body_text` and `body_html`, or, where the worker
    writes them, first as a `letter` and `facts`, and from its first claim in `words`.
    """

    PERSONAL = {
        *("to_address", "reply_to", "body_text", "body_html", "headers"),
        *("facts", "words"),
    }
    IMPERSONAL = {
        "id",
        "letter",
        "enquiry",
        "entry",
        "subscription",
        "purpose",
        "subject",
        "message_id",
        "provider_id",
        "queue",
        "state",
        "attempts",
        "unknown_outcomes",
        "next_attempt_at",
        "offered_until",
        "last_error",
        "created_at",
        "sent_at",
    }

    # What changes when the worker writes it.
    WRITTEN = ("letter", "subject", "words", "facts", "reply_to", "headers")

    enquiry = models.ForeignKey(
        "contacts.Enquiry",
        models.CASCADE,
        related_name="emails",
        null=True,
        blank=True,
        db_index=False,
    )
    # The entry of the conversation that it carries.
    entry = models.ForeignKey(
        "contacts.Message",
        models.CASCADE,
        related_name="emails",
        null=True,
        blank=True,
        db_index=False,
    )
    # Whose alerts it holds; erased with them.
    subscription = models.ForeignKey(
        "contacts.Subscription",
        models.CASCADE,
        related_name="emails",
        null=True,
        blank=True,
        db_index=False,
    )
    purpose = models.CharField(max_length=24, choices=Purpose.choices)
    to_address = EncryptedTextField()
    reply_to = EncryptedTextField(blank=True)
    # Neutral by rule: it names a reference, never a condition or a person.
    subject = SubjectField(max_length=200)
    body_text = BodyField()
    body_html = BodyField()
    # Of what the worker makes them, and what it made (contacts/mail/late/).
    letter = models.CharField(max_length=40, blank=True, default="", db_default="")
    facts = EncryptedValuesField(blank=True, default=dict, db_default="")
    words = PackedWordsField(blank=True, default=dict, db_default="")
    # More header fields as JSON; a list's links hold the secret of a subscription.
    headers = BodyField(blank=True)
    # Fixed at creation: every copy of one e-mail can be recognised as the same.
    message_id = models.CharField(max_length=120)
    # A mail provider's own id for it, by which it reports what became of it.
    provider_id = models.CharField(max_length=255, blank=True)
    queue = models.CharField(
        max_length=16, choices=Queue.choices, default=Queue.ENQUIRIES
    )
    state = models.CharField(
        max_length=16, choices=EmailState.choices, default=EmailState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    unknown_outcomes = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(db_default=Now())
    offered_until = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = OutgoingEmailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing e-mail")
        verbose_name_plural = _("outgoing e-mails")
        ordering = ["pk"]
        # Which question each is there for: tests/contacts/mail/test_indexes.py.
        indexes = [
            models.Index(
                fields=["queue", "next_attempt_at"],
                name="outbox_due",
                condition=UNSENT,
            ),
            models.Index(
                fields=["next_attempt_at"],
                name="outbox_for_people",
                condition=UNSENT & ~Q(queue__in=["bulk", "packed"]),
            ),
            models.Index(
                fields=["next_attempt_at"],
                name="outbox_in_trouble",
                condition=Q(state__in=["FAILED", "BOUNCED"]),
            ),
            models.Index(
                fields=["created_at"],
                name="outbox_passing",
                condition=Q(purpose__in=PASSING),
            ),
            index_of_some("sent_at", "outbox_left"),
            index_of_some("enquiry", "outbox_of_enquiry"),
            index_of_some("entry", "outbox_of_entry"),
            index_of_some("subscription", "outbox_of_subscription"),
            models.Index(
                fields=["provider_id"],
                name="outbox_of_provider",
                condition=~Q(provider_id=""),
            ),
        ]
        constraints = [
            # In an order that also finds what begins with some letters.
            models.UniqueConstraint(
                fields=["message_id"],
                name="outbox_message_id",
                opclasses=["varchar_pattern_ops"],
            ),
            models.CheckConstraint(
                condition=Q(state__in=EmailState.values), name="email_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="SENT") | Q(sent_at__isnull=False),
                name="email_sent_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.message_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Wake a worker for a new one that somebody waits for."""
        new = [self] if self._state.adding else []
        super().save(*args, **kwargs)
        wake_for(new)

    @property
    def is_to_write(self) -> bool:
        """Whether its words are still to be made of its facts."""
        return bool(self.letter) and not self.__dict__.get("subject")

    @property
    def is_of_shared(self) -> bool:
        """Whether its words are made of those that many mails share."""
        columns = self.__dict__.get("body_text") or self.__dict__.get("body_html")
        return not columns and not isinstance(self.words, dict)

    def take_words(self, words: Rendered) -> None:
        """Be what these words say, for every attempt; its facts have done their part.

        The caller stores what is WRITTEN.
        """
        self.subject, self.facts = words.subject, {}
        self.words = {"body_text": words.text, "body_html": words.html}

    def words_for(self, name: str) -> str:
        """Return words that do not stand in their own column."""
        if not self.is_to_write:
            return str(self.words.get(name, ""))
        return {
            "subject": self.shown.subject,
            "body_text": self.shown.text,
            "body_html": self.shown.html,
        }.get(name, "")

    @cached_property
    def shown(self) -> Rendered:
        """The words as the worker would make them now, none where it could not."""
        author = AUTHORS[self.purpose]
        try:
            return author.write(*author.load([copy(self)]))
        except Exception:
            log.exception("e-mail %s could not be shown", self.message_id)
            return Rendered("", "", "")

    @property
    def extra_headers(self) -> dict[str, str]:
        """Return the header fields beside those that every mail has."""
        if self.is_of_shared:
            return self.words.head
        return json.loads(self.headers) if self.headers else {}

    @property
    def is_on_its_way(self) -> bool:
        """Whether the mail server has taken it."""
        return self.state in {EmailState.SENT, EmailState.DELIVERED}
