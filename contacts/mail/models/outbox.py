"""E-mails on their way. The row is the truth; Redis only wakes workers."""

import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from contacts.mail.kinds import Purpose, Queue
from contacts.mail.models.outbox_rows import (
    EmailState,
    OutgoingEmailQuerySet,
    wake_for,
)
from portal.lib.crypto import EncryptedTextField


class OutgoingEmail(models.Model):
    """One e-mail, rendered once, with its address and its whole life."""

    PERSONAL = {"to_address", "reply_to", "body_text", "body_html", "headers"}
    IMPERSONAL = {
        "id",
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

    enquiry = models.ForeignKey(
        "contacts.Enquiry", models.CASCADE, related_name="emails", null=True, blank=True
    )
    # The entry of the conversation that it carries.
    entry = models.ForeignKey(
        "contacts.Message", models.CASCADE, related_name="emails", null=True, blank=True
    )
    # Whose alerts it holds; erased with them.
    subscription = models.ForeignKey(
        "contacts.Subscription",
        models.CASCADE,
        related_name="emails",
        null=True,
        blank=True,
    )
    purpose = models.CharField(max_length=24, choices=Purpose.choices)
    to_address = EncryptedTextField()
    reply_to = EncryptedTextField(blank=True)
    # Neutral by rule: it names a reference, never a condition or a person.
    subject = models.CharField(max_length=200)
    body_text = EncryptedTextField()
    body_html = EncryptedTextField()
    # More header fields as JSON; a list's links hold the secret of a subscription.
    headers = EncryptedTextField(blank=True)
    # Fixed at creation: every copy of one e-mail can be recognised as the same.
    message_id = models.CharField(max_length=120, unique=True)
    # A mail provider's own id for it, by which it reports what became of it.
    provider_id = models.CharField(max_length=255, blank=True, db_index=True)
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
        indexes = [
            models.Index(
                fields=["queue", "next_attempt_at"],
                name="outbox_due",
                condition=Q(state__in=["QUEUED", "SENDING", "RETRYING"]),
            ),
            # How many have left lately is asked every few seconds.
            models.Index(fields=["sent_at"], name="outbox_sent"),
        ]
        constraints = [
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
    def extra_headers(self) -> dict[str, str]:
        """Return the header fields beside those that every mail has."""
        return json.loads(self.headers) if self.headers else {}

    @property
    def is_on_its_way(self) -> bool:
        """Whether the mail server has taken it."""
        return self.state in {EmailState.SENT, EmailState.DELIVERED}
