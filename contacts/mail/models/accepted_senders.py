"""Addresses that a person said belong to a family or a team."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trials.models import Study, StudySite

WHOSE = ("enquiry", "site", "team", "study")


def of_one(*names: str) -> Q:
    """Return the condition that exactly one of some columns holds something."""
    ways = [Q(**{f"{name}__isnull": name != one for name in names}) for one in names]
    return reduce(or_, ways)


class AcceptedSender(models.Model):
    """An address that a team or the desk said is the family's, or the team's."""

    PERSONAL = {"address_hash", "by"}
    IMPERSONAL = {"id", "enquiry", "site", "team", "study", "accepted_at"}

    # One of them: a family's second address holds for its enquiry; a colleague's for
    # the team, or without one for the place, or for the whole study.
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
    team = models.ForeignKey(
        "contacts.Team", models.CASCADE, related_name="+", null=True, blank=True
    )
    study = models.ForeignKey(
        Study, models.CASCADE, related_name="+", null=True, blank=True
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
                condition=of_one(*WHOSE), name="accepted_sender_of_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.accepted_at:%Y-%m-%d}"
