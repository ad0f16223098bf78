"""What happened, when and by whom; rows are only ever added."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    """What can happen."""

    ENQUIRY_SENT = "ENQUIRY_SENT", _("Enquiry received")
    ENQUIRY_OPENED = "ENQUIRY_OPENED", _("Enquiry opened by the team")
    EMAIL_SENT = "EMAIL_SENT", _("E-mail taken over by the mail server")
    EMAIL_FAILED = "EMAIL_FAILED", _("E-mail could not be sent")
    EMAIL_RETRIED = "EMAIL_RETRIED", _("E-mail queued again by hand")
    ALERTS_STOPPED = "ALERTS_STOPPED", _("Alerts stopped for an address")
    ALERTS_ERASED = "ALERTS_ERASED", _("Alerts erased")
    ALERTS_HALTED = "ALERTS_HALTED", _("Sending of alerts halted by the desk")
    ALERTS_RESUMED = "ALERTS_RESUMED", _("Sending of alerts resumed by the desk")


class AuditEvent(models.Model):
    """One event. It names an enquiry by reference, so it outlives an erasure."""

    PERSONAL = {"reference", "by"}
    IMPERSONAL = {"id", "verb", "detail", "at"}

    at = models.DateTimeField()
    verb = models.CharField(max_length=32, choices=Verb.choices)
    # "enquirer", "worker" or "user:<pk>"; never a name.
    by = models.CharField(max_length=64)
    reference = models.CharField(max_length=20, blank=True, db_index=True)
    # Codes and counts only, never what somebody wrote.
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.reference}"
