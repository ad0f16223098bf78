"""What another system of the hospital is told; sent as e-mails are."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from contacts.mail.models.outbox_rows import EmailState, RowsOnTheirWay


class HookKind(models.TextChoices):
    """What became of an enquiry; the values stand in what is sent."""

    NEW = "enquiry.new", _("New enquiry")
    ANSWERED = "enquiry.answered", _("Answered")
    STATE = "enquiry.state", _("Its state changed")
    ERASED = "enquiry.erased", _("Erased")


class HookCallQuerySet(RowsOnTheirWay["HookCall"]):
    """Which calls."""


class HookCall(models.Model):
    """One event for HOOK_URL. It hangs on no enquiry: one of them says it is gone."""

    PERSONAL = {"reference"}
    IMPERSONAL = {
        *("id", "kind", "call_id", "state", "attempts", "unknown_outcomes"),
        *("next_attempt_at", "offered_until", "last_error", "happened_at", "sent_at"),
    }

    kind = models.CharField(max_length=24, choices=HookKind.choices)
    # Fixed: a receiver tells by it what it has had before.
    call_id = models.CharField(max_length=40, unique=True)
    reference = models.CharField(max_length=20, blank=True, db_index=True)
    state = models.CharField(
        max_length=16, choices=EmailState.choices, default=EmailState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    unknown_outcomes = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(db_default=Now())
    offered_until = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    happened_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = HookCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook call")
        verbose_name_plural = _("webhook calls")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                name="hook_due",
                condition=Q(state__in=["QUEUED", "SENDING", "RETRYING"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=EmailState.values), name="hook_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="SENT") | Q(sent_at__isnull=False),
                name="hook_sent_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.call_id}"

    @property
    def state_words(self) -> str:
        """What became of it: a receiver that answers has it, no server lies between."""
        is_told = self.state == EmailState.SENT
        return str(EmailState.DELIVERED.label if is_told else self.get_state_display())

    @property
    def is_in_trouble(self) -> bool:
        return self.state in {EmailState.RETRYING, EmailState.FAILED}

    @property
    def can_go_again(self) -> bool:
        """Whether the desk may send it once more: it is over, and says something."""
        is_over = self.state in {EmailState.SENT, EmailState.FAILED}
        return is_over and bool(self.reference)
