"""What mail providers posted to us, as it came: kept before anything reads it."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from portal.database.clock import from_now
from portal.lib.crypto import EncryptedTextField

# So often reading is tried; then it goes to the desk as plain lines.
MAX_ATTEMPTS = 3


class PostKind(models.TextChoices):
    """Who reads it: each kind has a job of its own."""

    LETTER = "LETTER", _("A letter")
    REPORT = "REPORT", _("A report of a mail provider")


class PostState(models.TextChoices):
    """Whether it has been read."""

    NEW = "NEW", _("Not read yet")
    READ = "READ", _("Read")
    UNREADABLE = "UNREADABLE", _("Could not be read")


class RawPostQuerySet(models.QuerySet["RawPost"]):
    def due(self, kind: str) -> "RawPostQuerySet":
        """Those that nobody reads at the moment; first tries before second ones."""
        is_free = Q(leased_until__isnull=True) | Q(leased_until__lte=Now())
        found = self.filter(is_free, kind=kind, state=PostState.NEW)
        return found.order_by("attempts", "pk")

    def claim(self, post: "RawPost", lease: timedelta) -> bool:
        """Take one for `lease`; false when somebody else has it.

        One conditional UPDATE: the attempt counts before it starts, so that what kills
        its reader is not read for ever.
        """
        mine = self.due(post.kind).filter(pk=post.pk, attempts=post.attempts)
        claimed = mine.order_by().update(
            attempts=F("attempts") + 1, leased_until=from_now(lease)
        )
        if claimed:
            post.attempts += 1
        return bool(claimed)


class RawPost(models.Model):
    """One request of a mail provider, or a letter from a file; sealed, whole."""

    PERSONAL = {"head", "sealed", "file"}
    IMPERSONAL = {
        *("id", "kind", "state", "hook", "size", "key_name", "came_at", "read_at"),
        *("attempts", "leased_until", "reason"),
    }

    kind = models.CharField(max_length=8, choices=PostKind.choices)
    state = models.CharField(
        max_length=12, choices=PostState.choices, default=PostState.NEW
    )
    # The name of the webhook's address, such as "postmark_inbound_webhook"; "file".
    hook = models.CharField(max_length=64)
    # Headers of the request, as JSON; of a file its recipient.
    head = EncryptedTextField()
    # A small one stands here, a large one in LETTERS_DIR; see mail.inbound.sealing.
    sealed = models.BinaryField(default=b"")
    file = models.CharField(max_length=80, blank=True)
    # Which of FIELD_KEYS sealed it: what an older one sealed can be found.
    key_name = models.CharField(max_length=16, db_index=True)
    size = models.PositiveIntegerField()
    came_at = models.DateTimeField(db_index=True)
    read_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    # Why it could not be read: a code.
    reason = models.CharField(max_length=40, blank=True)

    objects = RawPostQuerySet.as_manager()

    class Meta:
        app_label = "contacts"
        verbose_name = _("post of a mail provider")
        verbose_name_plural = _("posts of mail providers")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["kind", "attempts", "id"],
                name="raw_post_open",
                condition=Q(state="NEW"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.hook} {self.came_at:%Y-%m-%d %H:%M} {self.state}"
