"""What comes back by e-mail: answers, reports of the mail servers, dead addresses."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.mail.models.address_hash import address_hash
from contacts.mail.models.posts import RawPost
from contacts.mail.reply_addresses import FAMILY, read_reply_address
from portal.lib.crypto import EncryptedTextField
from trials.models import StudySite


class InboundState(models.TextChoices):
    """What became of a mail that came in; nothing is ever dropped."""

    NEW = "NEW", _("Not looked at yet")
    TAKEN = "TAKEN", _("In its conversation")
    OTHER = "OTHER", _("In its conversation, from another address")
    AUTOMATIC = "AUTOMATIC", _("An automatic answer")
    BOUNCE = "BOUNCE", _("One of our e-mails came back")
    REFUSED = "REFUSED", _("Could not be placed")
    REPEATED = "REPEATED", _("The same words once more")


class Reason(models.TextChoices):
    """Why a mail stands in no conversation; the desk reads it."""

    NO_ADDRESS = "no_address", _("It names none of our addresses.")
    UNKNOWN = "unknown_reference", _("There is no such enquiry, or not any more.")
    UNPROVEN = "unproven", _("Its address is not from the team that has the enquiry.")
    NO_WORDS = "no_words", _("It holds no words.")
    AUTOMATIC = "automatic", _("A program wrote it.")
    DOUBTFUL = "doubtful", _("A program may have written it.")
    REPORT = "report", _("A mail server reports of another e-mail.")
    FORWARD = (
        "forward",
        _("It holds somebody else's e-mail; read it before it goes on."),
    )
    OVERTAKEN = "conflict", _("The enquiry was taken back, or changed meanwhile.")
    UNREADABLE = "unreadable", _("It could not be read, so you see its plain lines.")
    FAILED = "failed", _("The portal failed at it several times.")


# What the desk looks at.
ASIDE = [InboundState.REFUSED, InboundState.AUTOMATIC, InboundState.REPEATED]


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
    # Why it stands in no conversation: a code of Reason.
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
        known = dict(Reason.choices)
        return str(known.get(self.reason, self.reason))

    @property
    def unread_words(self) -> list[str]:
        """Return what of it could not be read, in words."""
        return [UNREAD.get(code, code) for code in self.unread]


# What mails hold besides words; the sender is told, and the desk sees it.
UNREAD = {
    "picture": _("a picture"),
    "encrypted": _("an encrypted part"),
    "calendar": _("an invitation of a calendar"),
    "winmail": _("a part that only Outlook reads (winmail.dat)"),
    "attachment": _("a file"),
    "charset": _("letters of an unknown script"),
    "hidden": _("hidden text"),
    "archive": _("an archive"),
    "audio": _("a sound"),
    "video": _("a film"),
    "structure": _("parts that fit no form of e-mail"),
}


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
