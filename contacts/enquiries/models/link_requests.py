"""Things somebody asked for by e-mail that a link in another e-mail completes."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.models.enquiries import Enquiry
from portal.lib.crypto import EncryptedTextField

# About two hours of tries; then the person has asked again, or lost patience.
MOST_TRIES = 12


class LinkRequestQuerySet(models.QuerySet["LinkRequest"]):
    def due(self, now: datetime) -> "LinkRequestQuerySet":
        """Requests to answer now; those that failed once come last, not for ever."""
        ready = Q(retry_at__isnull=True) | Q(retry_at__lte=now)
        waiting = self.filter(ready, attempts__lt=MOST_TRIES)
        return waiting.order_by(F("retry_at").asc(nulls_first=True), "pk")


class LinkRequest(models.Model):
    """Somebody lost their link. One row for known and unknown addresses alike."""

    PERSONAL = {"email", "language"}
    IMPERSONAL = {"id", "asked_at", "retry_at", "attempts"}

    email = EncryptedTextField()
    language = models.CharField(max_length=16)
    asked_at = models.DateTimeField()
    # It could not be answered; it is tried again then.
    retry_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0, db_default=0)

    objects = LinkRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a lost link")
        verbose_name_plural = _("requests for lost links")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"


class AddressChange(models.Model):
    """A corrected e-mail address that waits to be confirmed from the new mailbox."""

    PERSONAL = {"email", "token_hash"}
    IMPERSONAL = {"id", "enquiry", "asked_at"}

    enquiry = models.OneToOneField(
        Enquiry, models.CASCADE, related_name="address_change"
    )
    email = EncryptedTextField()
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("change of address")
        verbose_name_plural = _("changes of address")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.enquiry_id}"
