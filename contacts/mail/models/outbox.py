"""E-mails on their way. The row is the truth; Redis only wakes workers."""

import json
from datetime import timedelta

from django.db import models
from django.db.models import DateTimeField, ExpressionWrapper, F, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from contacts.mail.kinds import Purpose, Queue
from portal.lib.crypto import EncryptedTextField


class EmailState(models.TextChoices):
    """The whole life of an e-mail."""

    QUEUED = "QUEUED", _("Waiting to be sent")
    SENDING = "SENDING", _("Being sent")
    SENT = "SENT", _("Taken over by the mail server")
    DELIVERED = "DELIVERED", _("Delivered")
    RETRYING = "RETRYING", _("Will be tried again")
    BOUNCED = "BOUNCED", _("Came back")
    FAILED = "FAILED", _("Could not be sent")


def from_now(pause: timedelta) -> ExpressionWrapper:
    """Return the database's clock plus `pause`.

    An application's clock that is an hour off sends mails twice.
    """
    return ExpressionWrapper(Now() + Value(pause), output_field=DateTimeField())


class OutgoingEmailQuerySet(models.QuerySet["OutgoingEmail"]):
    """Which e-mails."""

    def due(self) -> "OutgoingEmailQuerySet":
        """E-mails to be sent now, and those whose sender died in the act."""
        waiting = Q(state__in=[EmailState.QUEUED, EmailState.RETRYING])
        abandoned = Q(state=EmailState.SENDING)
        return self.filter(waiting | abandoned, next_attempt_at__lte=Now())

    def offerable(self) -> "OutgoingEmailQuerySet":
        """Due e-mails that no worker has just been told of."""
        free = Q(offered_until__isnull=True) | Q(offered_until__lte=Now())
        return self.due().filter(free)

    def in_trouble(self) -> "OutgoingEmailQuerySet":
        """E-mails that somebody has to look at."""
        return self.filter(state__in=[EmailState.FAILED, EmailState.BOUNCED])

    def recallable(self) -> "OutgoingEmailQuerySet":
        """E-mails that no worker may have touched yet."""
        return self.filter(
            state=EmailState.QUEUED, attempts=0, next_attempt_at__gt=Now()
        )

    def unsent(self) -> "OutgoingEmailQuerySet":
        """E-mails whose way is not over."""
        return self.filter(
            state__in=[EmailState.QUEUED, EmailState.SENDING, EmailState.RETRYING]
        )

    def at_rest(self) -> "OutgoingEmailQuerySet":
        """Unsent e-mails that no worker has in its hands."""
        return self.filter(state__in=[EmailState.QUEUED, EmailState.RETRYING])

    def claim(self, pk: int, lease: timedelta) -> bool:
        """Take the e-mail for `lease`; false when somebody else has it.

        One conditional UPDATE: the attempt counts now, so that an e-mail that
        kills its sender ends as FAILED. While SENDING, `next_attempt_at` is the
        end of the lease.
        """
        claimed = self.due().filter(pk=pk)
        was_abandoned = models.Case(
            models.When(state=EmailState.SENDING, then=1),
            default=0,
            output_field=models.IntegerField(),
        )
        return bool(
            claimed.update(
                # The outcome of an attempt that never reported is unknown.
                unknown_outcomes=F("unknown_outcomes") + was_abandoned,
                state=EmailState.SENDING,
                attempts=F("attempts") + 1,
                next_attempt_at=from_now(lease),
            )
        )


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
        "contacts.Enquiry",
        models.CASCADE,
        related_name="emails",
        null=True,
        blank=True,
    )
    # The entry of the conversation that it carries.
    entry = models.ForeignKey(
        "contacts.Message",
        models.CASCADE,
        related_name="emails",
        null=True,
        blank=True,
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
            )
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

    @property
    def extra_headers(self) -> dict[str, str]:
        """Return the header fields beside those that every mail has."""
        return json.loads(self.headers) if self.headers else {}

    @property
    def is_on_its_way(self) -> bool:
        """Whether the mail server has taken it."""
        return self.state in {EmailState.SENT, EmailState.DELIVERED}
