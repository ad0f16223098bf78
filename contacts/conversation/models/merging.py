"""Two enquiries of one family that have become one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.models.enquiries import Enquiry


class Merging(models.Model):
    """Where an enquiry goes on; links, codes and mails of it lead there."""

    PERSONAL: set[str] = set()
    IMPERSONAL = {"id", "enquiry", "into", "merged_at"}

    enquiry = models.OneToOneField(Enquiry, models.CASCADE, related_name="merging")
    into = models.ForeignKey(Enquiry, models.CASCADE, related_name="merged")
    merged_at = models.DateTimeField()

    class Meta:
        verbose_name = _("merged enquiry")
        verbose_name_plural = _("merged enquiries")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.enquiry_id} into {self.into_id}"
