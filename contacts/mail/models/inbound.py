"""A letter as it came, and what became of it."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.mail.models.inbound_words import (
    ASIDE,
    AsideReason,
    InboundState,
    words_of_unread,
)
from contacts.mail.models.posts import RawPost
from contacts.mail.reply_addresses import FAMILY, read_reply_address
from portal.lib.crypto import EncryptedTextField


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
        kept = Q(state__in=ASIDE)
        return self.filter(stuck | kept)

    def loose(self) -> "InboundEmailQuerySet":
        """E-mails that nobody's erasing takes along, once somebody looked at them."""
        alone = self.filter(enquiry=None).exclude(state=InboundState.NEW)
        return alone | self.aside()

    def others(self) -> "InboundEmailQuerySet":
        """E-mails in a conversation that somebody else's address wrote."""
        return self.filter(state=InboundState.OTHER)


class InboundEmail(models.Model):
    """A mail as it came.

    One in a conversation is kept until that is erased, any other for a month: the desk
    sees it meanwhile.
    """

    PERSONAL = {
        *("from_address", "to_address", "subject", "body", "quoted"),
        *("fingerprint", "same_mail"),
    }
    IMPERSONAL = {
        *("id", "state", "enquiry", "attachments", "is_automatic", "came_at"),
        *("answers_to", "retry_at", "post", "reason", "unread", "is_cut", "attempts"),
        "is_doubtful",
    }

    enquiry = models.ForeignKey(
        "contacts.Enquiry",
        models.CASCADE,
        related_name="inbound",
        null=True,
        blank=True,
    )
    state = models.CharField(
        max_length=16, choices=InboundState.choices, default=InboundState.NEW
    )
    # As it came; it goes a month after it was read.
    post = models.ForeignKey(
        RawPost, models.SET_NULL, related_name="letters", null=True, blank=True
    )
    # Recipient, Message-ID and all its bytes: delivered twice it is one mail.
    fingerprint = models.CharField(max_length=64, unique=True)
    # Recipient and Message-ID: a provider may post it again with other headers.
    same_mail = models.CharField(
        max_length=64, blank=True, default="", db_default="", db_index=True
    )
    from_address = EncryptedTextField(blank=True)
    to_address = EncryptedTextField(blank=True)
    subject = EncryptedTextField(blank=True)
    body = EncryptedTextField(blank=True)
    # What it quotes of earlier ones, and whatever else are not its writer's own words.
    quoted = EncryptedTextField(blank=True, default="", db_default="")
    attachments = models.PositiveIntegerField(default=0)
    # Codes of what could not be read: picture, encrypted, calendar, …
    unread = models.JSONField(
        default=list, db_default=models.Value([], models.JSONField()), blank=True
    )
    # It was longer than what is kept of it.
    is_cut = models.BooleanField(default=False, db_default=False)
    # Why it stands in no conversation: a code of AsideReason.
    reason = models.CharField(max_length=40, blank=True, default="", db_default="")
    # It says of itself that a program wrote it: "out of office" is no answer.
    is_automatic = models.BooleanField(default=False)
    # It may be so: the desk decides, and the promise goes on.
    is_doubtful = models.BooleanField(default=False, db_default=False)
    # The Message-ID of the mail that it answers, without angle brackets.
    answers_to = models.CharField(max_length=255, blank=True)
    came_at = models.DateTimeField()
    # It could not be placed; it is tried again then.
    retry_at = models.DateTimeField(null=True, blank=True)
    # Counted before each attempt.
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)

    objects = InboundEmailQuerySet.as_manager()

    class Meta:
        verbose_name = _("incoming e-mail")
        verbose_name_plural = _("incoming e-mails")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.came_at:%Y-%m-%d %H:%M} {self.state}"

    @property
    def is_of_family(self) -> bool:
        """Whether it came to the family's reply address."""
        address = read_reply_address(self.to_address)
        return bool(address and address.side == FAMILY)

    @property
    def why(self) -> str:
        """Return the reason in words; what a program says of itself stays a code."""
        known = dict(AsideReason.choices)
        return str(known.get(self.reason, self.reason))

    @property
    def unread_words(self) -> list[str]:
        """Return what of it could not be read, in words."""
        return words_of_unread(self.unread)
