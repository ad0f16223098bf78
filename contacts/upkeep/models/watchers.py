"""Who wants one mail about one study: when it begins, or when results appear."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.lib.crypto import EncryptedTextField
from portal.lib.tokens import token_hash
from trials.models import Study

# So long somebody may take to press the button in the first mail.
CONFIRM_WITHIN = timedelta(days=7)
# Results of a study come late; after this nobody expects the mail any more.
LONGEST_WATCH = timedelta(days=5 * 365)


class Awaited(models.TextChoices):
    """What somebody waits for; the words of an address."""

    BEGINS = "begins", _("that the study begins")
    RESULTS = "results", _("what was found")


class WatcherQuerySet(models.QuerySet["Watcher"]):
    def by_token(self, token: str) -> "WatcherQuerySet":
        """The one that a secret link names."""
        return self.filter(token_hash=token_hash(token))

    def confirmed(self) -> "WatcherQuerySet":
        """Those whose address is theirs."""
        return self.filter(confirmed_at__isnull=False)

    def out_of_time(self, now: datetime) -> "WatcherQuerySet":
        """Those that nobody confirmed, or that have waited in vain."""
        unconfirmed = Q(confirmed_at=None, asked_at__lte=now - CONFIRM_WITHIN)
        return self.filter(unconfirmed | Q(asked_at__lte=now - LONGEST_WATCH))


class Watcher(models.Model):
    """One address that gets one mail; the row is erased with it."""

    PERSONAL = {"email", "email_hash", "token_hash", "language"}
    IMPERSONAL = {"id", "study", "awaited", "asked_at", "confirmed_at"}
    BORN = "asked_at"

    study = models.ForeignKey(Study, models.CASCADE, related_name="watchers")
    awaited = models.CharField(max_length=8, choices=Awaited.choices)
    email = EncryptedTextField()
    # contacts.models.address_hash: once for a study, and found for an erasure.
    email_hash = models.CharField(max_length=64, db_index=True)
    token_hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=16)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = WatcherQuerySet.as_manager()

    class Meta:
        verbose_name = _("somebody who waits for a study")
        verbose_name_plural = _("people who wait for a study")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "awaited", "email_hash"], name="watcher_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.study_id} {self.awaited}"
