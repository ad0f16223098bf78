"""What comes back by e-mail: answers, reports of the mail servers, dead addresses."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.models.enquiries import Enquiry
from portal.lib.crypto import EncryptedTextField


class InboundState(models.TextChoices):
    """What became of a mail that came in; nothing is ever dropped."""

    NEW = "NEW", _("Not looked at yet")
    TAKEN = "TAKEN", _("In its conversation")
    AUTOMATIC = "AUTOMATIC", _("An automatic answer")
    REFUSED = "REFUSED", _("Belongs to no enquiry")


class InboundEmail(models.Model):
    """A mail as it came, kept until its enquiry is erased or the desk deletes it."""

    PERSONAL = {"from_address", "to_address", "subject", "body", "fingerprint"}
    IMPERSONAL = {"id", "state", "enquiry", "attachments", "is_automatic", "came_at"}

    enquiry = models.ForeignKey(
        Enquiry, models.CASCADE, related_name="inbound", null=True, blank=True
    )
    state = models.CharField(
        max_length=16, choices=InboundState.choices, default=InboundState.NEW
    )
    # One mail delivered twice by a provider is one mail.
    fingerprint = models.CharField(max_length=64, unique=True)
    from_address = EncryptedTextField(blank=True)
    to_address = EncryptedTextField(blank=True)
    subject = EncryptedTextField(blank=True)
    body = EncryptedTextField(blank=True)
    attachments = models.PositiveIntegerField(default=0)
    # It says of itself that a program wrote it: "out of office" is no answer.
    is_automatic = models.BooleanField(default=False)
    came_at = models.DateTimeField()

    class Meta:
        verbose_name = _("incoming e-mail")
        verbose_name_plural = _("incoming e-mails")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.came_at:%Y-%m-%d %H:%M} {self.state}"


class MailEvent(models.Model):
    """What a mail provider reported; it may come before our own commit, and twice."""

    PERSONAL = {"recipient_hash"}
    IMPERSONAL = {"id", "event_key", "kind", "message_id", "reported_at", "is_done"}

    event_key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=32)
    # The provider's own id, or our Message-ID.
    message_id = models.CharField(max_length=255, blank=True)
    recipient_hash = models.CharField(max_length=64, blank=True)
    reported_at = models.DateTimeField()
    is_done = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("report of a mail provider")
        verbose_name_plural = _("reports of mail providers")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["id"], name="mail_event_open", condition=models.Q(is_done=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"


class DeadAddress(models.Model):
    """An address that refused mail for good; routing passes it over."""

    PERSONAL = {"address_hash"}
    IMPERSONAL = {"id", "kind", "since"}

    address_hash = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=32)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("address that takes no mail")
        verbose_name_plural = _("addresses that take no mail")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} since {self.since:%Y-%m-%d}"
