"""What mail servers and providers report of our e-mails."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class MailEventQuerySet(models.QuerySet["MailEvent"]):
    def due(self, now: datetime) -> "MailEventQuerySet":
        """Reports to act on now; those that had to wait come last."""
        ready = Q(retry_at__isnull=True) | Q(retry_at__lte=now)
        waiting = self.filter(ready, is_done=False)
        return waiting.order_by(F("retry_at").asc(nulls_first=True), "pk")


class MailEvent(models.Model):
    """What a mail provider reported; it may come before our own commit, and twice."""

    PERSONAL = {"recipient_hash"}
    IMPERSONAL = {
        *("id", "event_key", "kind", "message_id", "reported_at", "is_done"),
        "retry_at",
    }

    event_key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=32)
    # The provider's own id, or our Message-ID.
    message_id = models.CharField(max_length=255, blank=True)
    recipient_hash = models.CharField(max_length=64, blank=True)
    reported_at = models.DateTimeField()
    is_done = models.BooleanField(default=False)
    # It was too early, or could not be acted on; it is looked at again then.
    retry_at = models.DateTimeField(null=True, blank=True)

    objects = MailEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a mail provider")
        verbose_name_plural = _("reports of mail providers")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["id"], name="mail_event_open", condition=models.Q(is_done=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"
