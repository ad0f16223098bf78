"""A call that a team has agreed on with a family: when, and by whose clock."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.models.enquiries import Enquiry


class AgreedState(models.TextChoices):
    """What became of an agreed call."""

    OPEN = "OPEN", _("Still to come")
    KEPT = "KEPT", _("They spoke")
    MISSED = "MISSED", _("They did not speak")
    DROPPED = "DROPPED", _("Dropped, or another time agreed")


class AgreedCallQuerySet(models.QuerySet["AgreedCall"]):
    def still_open(self) -> "AgreedCallQuerySet":
        """Calls that are still to come, or of which nobody has noted anything."""
        return self.filter(state=AgreedState.OPEN)

    def to_remind(self, until: datetime) -> "AgreedCallQuerySet":
        """Calls whose hour is near and of which nobody was reminded."""
        return self.still_open().filter(reminded_at__isnull=True, at__lte=until)

    def forgotten(self, since: datetime) -> "AgreedCallQuerySet":
        """Calls whose hour is over and of which nobody noted anything."""
        return self.still_open().filter(at__lte=since)


class AgreedCall(models.Model):
    """One agreed call; at most one of an enquiry is open."""

    PERSONAL = {"agreed_by", "at", "zone"}
    IMPERSONAL = {"id", "enquiry", "state", "agreed_at", "reminded_at"}

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="agreed_calls")
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True
    )
    at = models.DateTimeField()
    # By this clock it was agreed, and so it is told.
    zone = models.CharField(max_length=64)
    state = models.CharField(
        max_length=8, choices=AgreedState.choices, default=AgreedState.OPEN
    )
    agreed_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = AgreedCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreed call")
        verbose_name_plural = _("agreed calls")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enquiry"],
                condition=Q(state="OPEN"),
                name="agreed_call_one_open",
            )
        ]
        indexes = [
            models.Index(
                fields=["at"], condition=Q(state="OPEN"), name="agreed_call_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enquiry_id} {self.at:%Y-%m-%d %H:%M} {self.state}"

    @property
    def local(self) -> datetime:
        """Return the hour on the clock by which it was agreed."""
        return self.at.astimezone(ZoneInfo(self.zone))
