"""Answers that somebody has begun: each person's own, and gone when it is sent."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.models.enquiries import Enquiry
from portal.lib.crypto import EncryptedTextField


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, enquiry: Enquiry, user: User) -> "DraftQuerySet":
        """Return what somebody has begun to answer to one family."""
        return self.filter(enquiry=enquiry, written_by=user)

    def of_others(self, enquiry: Enquiry, user: User) -> "DraftQuerySet":
        """Return what colleagues have begun."""
        begun = self.filter(enquiry=enquiry).exclude(written_by=user)
        return begun.select_related("written_by").defer("body")


class Draft(models.Model):
    """One person's begun answer to one family; colleagues see that it is there."""

    PERSONAL = {"written_by", "body"}
    IMPERSONAL = {"id", "enquiry", "version", "written_at"}

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="drafts")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    body = EncryptedTextField()
    # Grows with each keeping, so that two windows of one person lose nothing.
    version = models.PositiveIntegerField()
    written_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("begun answer")
        verbose_name_plural = _("begun answers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enquiry", "written_by"], name="draft_once_for_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enquiry_id}, version {self.version}"
