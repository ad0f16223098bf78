"""What happened, when and by whom; rows are only ever added, and sealed soon after.

Triggers hold that (`portal.audit.triggers`); the seals show who went around them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.audit.verbs import Verb

__all__ = ["AuditEvent", "AuditSeal", "SealedRow", "Verb"]


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
        # The table keeps its name and its rights: the room moved, the data did not.
        app_label = "contacts"
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.reference}"


class AuditSeal(models.Model):
    """What was new at a moment, under one hash that holds the seal before as well."""

    PERSONAL: set[str] = set()
    IMPERSONAL = {
        *("number", "sealed_at", "first_event", "last_event", "count", "rows_hash"),
        *("previous_hash", "hash", "has_more", "rows_gone_at"),
    }

    number = models.BigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    first_event = models.BigIntegerField()
    last_event = models.BigIntegerField()
    count = models.PositiveIntegerField()
    rows_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    # It was full: more rows waited at that moment.
    has_more = models.BooleanField(default=False)
    # They were too old; the hash stays, and the chain with it.
    rows_gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "portal"
        verbose_name = _("seal of the audit")
        verbose_name_plural = _("seals of the audit")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.count}"


class SealedRow(models.Model):
    """The hash of one event, in the seal that it came under."""

    PERSONAL: set[str] = set()
    IMPERSONAL = {"event", "seal", "hash", "erased_hash"}

    # Numbers and no foreign keys: a row that vanished must leave its trace.
    event = models.BigIntegerField(primary_key=True)
    seal = models.BigIntegerField(db_index=True)
    hash = models.CharField(max_length=64)
    # Of the event as it is after its enquiry was erased; "" where it is as sealed.
    erased_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        app_label = "portal"
        verbose_name = _("sealed row of the audit")
        verbose_name_plural = _("sealed rows of the audit")
        ordering = ["event"]

    def __str__(self) -> str:
        return f"{self.event} in {self.seal}"
