"""What a team keeps about an enquiry for itself: remarks and calls."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.models.enquiries import Enquiry
from portal.lib.crypto import EncryptedTextField
from trials.models import StudySite


class Remark(models.Model):
    """An internal note; the family never sees it, nor does another site's team."""

    PERSONAL = {"body", "written_by"}
    IMPERSONAL = {"id", "enquiry", "site", "created_at"}

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="remarks")
    # Of which site's team it is: an enquiry that is passed on leaves it behind.
    site = models.ForeignKey(
        StudySite, models.CASCADE, related_name="+", null=True, blank=True
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True
    )
    body = EncryptedTextField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("internal remark")
        verbose_name_plural = _("internal remarks")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.enquiry_id} {self.created_at:%Y-%m-%d %H:%M}"


class CallResult(models.TextChoices):
    REACHED = "REACHED", _("Spoke with the family")
    VOICEMAIL = "VOICEMAIL", _("Left a voicemail")
    NO_ANSWER = "NO_ANSWER", _("Nobody answered")
    WRONG_NUMBER = "WRONG_NUMBER", _("The number is wrong")


class CallAttempt(models.Model):
    """A telephone call to the family; they see when it was tried."""

    PERSONAL = {"called_by"}
    IMPERSONAL = {"id", "enquiry", "result", "called_at"}

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="calls")
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True
    )
    result = models.CharField(max_length=16, choices=CallResult.choices)
    called_at = models.DateTimeField()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["called_at", "pk"]

    def __str__(self) -> str:
        return f"{self.enquiry_id} {self.result}"
