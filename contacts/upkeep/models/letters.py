"""Mailboxes that are asked each quarter whether their studies still take people."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.mail.models.address_hash import address_hash
from portal.lib.tokens import token_hash
from trials.models import Study, StudySite

# A quarter: nobody gets a second mail before, whatever happens.
QUARTER = timedelta(days=91)
# A link that nobody pressed opens nothing by the time the next one comes.
LINK_LASTS = timedelta(days=90)


class UpkeepMailbox(models.Model):
    """A mailbox that was asked, or wishes never to be; its address stands nowhere."""

    PERSONAL = {"address_hash"}
    IMPERSONAL = {"id", "is_refused", "asked_at", "unanswered"}

    # contacts.models.address_hash: it survives so that "never again" does.
    address_hash = models.CharField(max_length=64, unique=True)
    is_refused = models.BooleanField(default=False)
    asked_at = models.DateTimeField(null=True, blank=True)
    # Mails in a row that nobody answered, the last one not counted yet.
    unanswered = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("mailbox that is asked")
        verbose_name_plural = _("mailboxes that are asked")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)


class UpkeepLetterQuerySet(models.QuerySet["UpkeepLetter"]):
    def by_token(self, token: str) -> "UpkeepLetterQuerySet":
        """The one that a secret link names."""
        return self.filter(token_hash=token_hash(token))

    def usable(self, now: datetime) -> "UpkeepLetterQuerySet":
        """Those whose link still works: it works once."""
        return self.filter(answered_at=None, asked_at__gt=now - LINK_LASTS)


class UpkeepLetter(models.Model):
    """One mail with all studies of a mailbox, and that it was answered."""

    PERSONAL = {"token_hash"}
    IMPERSONAL = {"id", "mailbox", "asked_at", "answered_at", "language"}

    mailbox = models.ForeignKey(UpkeepMailbox, models.CASCADE, related_name="letters")
    token_hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=16)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = UpkeepLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("question to a mailbox")
        verbose_name_plural = _("questions to mailboxes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.mailbox_id} {self.asked_at:%Y-%m-%d}"


class TeamSays(models.TextChoices):
    """What a team may answer of one study or place."""

    TAKES = "TAKES", _("It still takes people")
    CLOSED = "CLOSED", _("It takes nobody any more")
    UNSURE = "UNSURE", _("We cannot say")


class UpkeepPlace(models.Model):
    """A study, or one place of it, that a mail asks about."""

    PERSONAL: set[str] = set()
    IMPERSONAL = {"id", "letter", "study", "site", "answer"}

    letter = models.ForeignKey(UpkeepLetter, models.CASCADE, related_name="places")
    study = models.ForeignKey(Study, models.CASCADE, related_name="+")
    site = models.ForeignKey(
        StudySite, models.CASCADE, related_name="+", null=True, blank=True
    )
    answer = models.CharField(
        max_length=8, choices=TeamSays.choices, blank=True, default=""
    )

    class Meta:
        verbose_name = _("study that a mailbox is asked about")
        verbose_name_plural = _("studies that mailboxes are asked about")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.study_id} {self.site_id or ''}"


def mailbox_of(email: str) -> UpkeepMailbox:
    """Return the row of an address, made if there is none."""
    return UpkeepMailbox.objects.get_or_create(address_hash=address_hash(email))[0]
