"""What comes back by e-mail: answers, reports of the mail servers, dead addresses."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.models.addresses import address_hash
from contacts.models.enquiries import Enquiry
from portal.lib.crypto import EncryptedTextField


class InboundState(models.TextChoices):
    """What became of a mail that came in; nothing is ever dropped."""

    NEW = "NEW", _("Not looked at yet")
    TAKEN = "TAKEN", _("In its conversation")
    AUTOMATIC = "AUTOMATIC", _("An automatic answer")
    REFUSED = "REFUSED", _("Could not be placed")


class InboundEmailQuerySet(models.QuerySet["InboundEmail"]):
    """Which incoming e-mails."""

    def due(self, now: datetime) -> "InboundEmailQuerySet":
        """E-mails to be looked at now; those that failed once come last."""
        ready = Q(retry_at__isnull=True) | Q(retry_at__lte=now)
        new = self.filter(ready, state=InboundState.NEW)
        return new.order_by(F("retry_at").asc(nulls_first=True), "pk")

    def aside(self) -> "InboundEmailQuerySet":
        """E-mails that stand in no conversation; the desk looks at them."""
        stuck = Q(state=InboundState.NEW, retry_at__isnull=False)
        kept = Q(state__in=[InboundState.REFUSED, InboundState.AUTOMATIC])
        return self.filter(stuck | kept)


class InboundEmail(models.Model):
    """A mail as it came.

    One in a conversation is kept until that is erased, any other for a month: the desk
    sees it meanwhile.
    """

    PERSONAL = {"from_address", "to_address", "subject", "body", "fingerprint"}
    IMPERSONAL = {
        *("id", "state", "enquiry", "attachments", "is_automatic", "came_at"),
        *("answers_to", "retry_at"),
    }

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
    # The Message-ID of the mail that it answers, without angle brackets.
    answers_to = models.CharField(max_length=255, blank=True)
    came_at = models.DateTimeField()
    # It could not be read; it is tried again then.
    retry_at = models.DateTimeField(null=True, blank=True)

    objects = InboundEmailQuerySet.as_manager()

    class Meta:
        verbose_name = _("incoming e-mail")
        verbose_name_plural = _("incoming e-mails")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.came_at:%Y-%m-%d %H:%M} {self.state}"


class MailEventQuerySet(models.QuerySet["MailEvent"]):
    """Which reports."""

    def due(self, now: datetime) -> "MailEventQuerySet":
        """Reports to act on now; those that had to wait come last."""
        ready = Q(retry_at__isnull=True) | Q(retry_at__lte=now)
        waiting = self.filter(ready, is_done=False)
        return waiting.order_by(F("retry_at").asc(nulls_first=True), "pk")


class MailEvent(models.Model):
    """What a mail provider reported; it may come before our own commit, and twice."""

    PERSONAL = {"recipient_hash"}
    IMPERSONAL = {
        *("id", "event_key", "kind", "message_id", "reported_at", "is_done"),
        "retry_at",
    }

    event_key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=32)
    # The provider's own id, or our Message-ID.
    message_id = models.CharField(max_length=255, blank=True)
    recipient_hash = models.CharField(max_length=64, blank=True)
    reported_at = models.DateTimeField()
    is_done = models.BooleanField(default=False)
    # It was too early, or could not be acted on; it is looked at again then.
    retry_at = models.DateTimeField(null=True, blank=True)

    objects = MailEventQuerySet.as_manager()

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


class DeadAddressQuerySet(models.QuerySet["DeadAddress"]):
    """Which dead addresses."""

    def among(self, addresses: Iterable[str]) -> "dict[str, DeadAddress]":
        """Return those of some addresses that take no mail, by the address."""
        known = {address_hash(one): one for one in addresses if one}
        found = self.filter(address_hash__in=known)
        return {known[one.address_hash]: one for one in found}


class DeadAddress(models.Model):
    """An address that refused mail for good; routing passes it over."""

    PERSONAL = {"address_hash"}
    IMPERSONAL = {"id", "kind", "since"}

    address_hash = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=32)
    since = models.DateTimeField()

    objects = DeadAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address that takes no mail")
        verbose_name_plural = _("addresses that take no mail")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} since {self.since:%Y-%m-%d}"

    @property
    def is_complaint(self) -> bool:
        """Whether its owner called a mail unwanted; it may well take others."""
        return self.kind == "complained"
