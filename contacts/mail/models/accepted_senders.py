"""Addresses that a person said belong to a family or a team."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trials.models import StudySite


class AcceptedSender(models.Model):
    """An address that a team or the desk said is the family's, or the team's."""

    PERSONAL = {"address_hash", "by"}
    IMPERSONAL = {"id", "enquiry", "site", "accepted_at"}

    # Either: a family's second address holds for its enquiry, a colleague's for a site.
    enquiry = models.ForeignKey(
        "contacts.Enquiry",
        models.CASCADE,
        related_name="senders",
        null=True,
        blank=True,
    )
    site = models.ForeignKey(
        StudySite, models.CASCADE, related_name="+", null=True, blank=True
    )
    address_hash = models.CharField(max_length=64, db_index=True)
    accepted_at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("accepted address")
        verbose_name_plural = _("accepted addresses")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(enquiry__isnull=True) ^ Q(site__isnull=True),
                name="accepted_sender_of_one_side",
            )
        ]

    def __str__(self) -> str:
        return f"{self.accepted_at:%Y-%m-%d}"
