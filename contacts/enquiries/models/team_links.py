"""A link by which a mailbox without an account reads one enquiry and answers it."""

from datetime import datetime, timedelta
from secrets import token_hex

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.models.enquiries import Enquiry
from contacts.mail.models.address_hash import address_hash
from portal.lib.crypto import EncryptedTextField
from portal.lib.tokens import token_hash

LASTS = timedelta(days=30)


class TeamLinkQuerySet(models.QuerySet["TeamLink"]):
    """Which links."""

    def lasting(self, now: datetime) -> "TeamLinkQuerySet":
        """Links that still open something."""
        return self.filter(ends_at__gt=now)

    def over(self, now: datetime) -> "TeamLinkQuerySet":
        """Links that open nothing any more."""
        return self.filter(ends_at__lte=now)


class TeamLink(models.Model):
    """One mailbox's link to one enquiry. Each opening stands in the audit as well."""

    PERSONAL = {"token_hash", "secret", "address_hash"}
    IMPERSONAL = {"id", "enquiry", "made_at", "ends_at", "opened_at", "openings"}

    enquiry = models.ForeignKey(
        Enquiry, models.CASCADE, related_name="team_links", db_index=False
    )
    address_hash = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    # For the reminder, which leads to the same page.
    secret = EncryptedTextField()
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    openings = models.PositiveIntegerField(default=0, db_default=0)

    objects = TeamLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link of a mailbox to an enquiry")
        verbose_name_plural = _("links of mailboxes to enquiries")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enquiry", "address_hash"], name="team_link_once_for_a_mailbox"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enquiry_id}, until {self.ends_at:%Y-%m-%d}"


def new_team_link(enquiry: Enquiry, email: str, now: datetime) -> TeamLink:
    """Return an unsaved link for a mailbox."""
    word = token_hex(32)
    return TeamLink(
        enquiry=enquiry,
        address_hash=address_hash(email),
        token_hash=token_hash(word),
        secret=word,
        made_at=now,
        ends_at=now + LASTS,
    )
