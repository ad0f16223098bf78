"""Private notes on a study's page, owned by a secret, and their sharing."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.notes.anchors.anchor import Anchor
from portal.lib.crypto import EncryptedTextField
from trials.models import Study

# Notes are kept for so long after their owner last used them.
KEPT = timedelta(days=180)


class NotebookQuerySet(models.QuerySet["Notebook"]):
    """Which notebooks; anybody reaches one only by the hash of its secret."""

    def forgotten(self, now: datetime) -> "NotebookQuerySet":
        """Notebooks that nobody has used for too long."""
        return self.filter(used_at__lt=now - KEPT)


class Notebook(models.Model):
    """The notes of one browser, or of all that were opened with its link."""

    PERSONAL = {"token_hash"}
    IMPERSONAL = {"id", "created_at", "used_at"}
    BORN = "created_at"

    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(db_index=True)

    objects = NotebookQuerySet.as_manager()

    class Meta:
        verbose_name = _("notebook")
        verbose_name_plural = _("notebooks")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Notebook {self.pk}"

    @property
    def kept_until(self) -> datetime:
        """Return when the notes are deleted if nobody uses them before."""
        return self.used_at + KEPT


class Note(models.Model):
    """What somebody noted on a place in a text; the place is a W3C anchor."""

    PERSONAL = {
        *("key", "exact", "prefix", "suffix", "heading", "body", "is_question"),
        "language",
    }
    IMPERSONAL = {
        *("id", "notebook", "study", "part", "start", "end", "known_by", "ordinal"),
        *("fingerprint", "created_at", "changed_at"),
    }
    BORN = "created_at"

    notebook = models.ForeignKey(Notebook, models.CASCADE, related_name="notes")
    # Its address, and what keeps a double click from noting twice.
    key = models.UUIDField()
    study = models.ForeignKey(Study, models.PROTECT, related_name="notes")
    # Of the page on which it was made; our own words differ from language to language.
    language = models.CharField(max_length=16)
    part = models.CharField(max_length=80)
    exact = EncryptedTextField()
    prefix = EncryptedTextField(blank=True)
    suffix = EncryptedTextField(blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    known_by = models.CharField(max_length=16)
    ordinal = models.PositiveIntegerField(default=0)
    fingerprint = models.CharField(max_length=32, blank=True)
    heading = EncryptedTextField(blank=True, default="")
    body = EncryptedTextField()
    # Chosen to become part of a message to the study's team.
    is_question = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["study", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["notebook", "key"], name="note_key_unique")
        ]

    def __str__(self) -> str:
        return f"Note {self.pk}"

    @property
    def anchor(self) -> Anchor:
        """Return where it belongs."""
        return Anchor(
            **{name: getattr(self, name) for name in Anchor.__dataclass_fields__}
        )


class NoteShareQuerySet(models.QuerySet["NoteShare"]):
    def open(self, now: datetime) -> "NoteShareQuerySet":
        """Shares that somebody with the passcode may open."""
        unlimited = Q(views_limit__isnull=True) | Q(views__lt=F("views_limit"))
        return self.alive(now).filter(unlimited)

    def alive(self, now: datetime) -> "NoteShareQuerySet":
        """Shares that whoever has opened them may go on reading."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=now)


class NoteShare(models.Model):
    """Chosen notes behind a link and a passcode."""

    PERSONAL = {"key", "token_hash", "link_secret", "passcode_hash", "label"}
    IMPERSONAL = {
        *("id", "notebook", "may_answer", "expires_at", "views_limit", "views"),
        *("tries", "failures", "failed_at", "next_try_at", "created_at", "revoked_at"),
    }
    BORN = "created_at"

    notebook = models.ForeignKey(Notebook, models.CASCADE, related_name="shares")
    notes = models.ManyToManyField(Note, related_name="shares")
    # Its address for its owner; it opens nothing for anybody else.
    key = models.UUIDField(unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    # The random word of the link, for its owner to see again; share_links.py.
    link_secret = EncryptedTextField(blank=True, default="", db_default="")
    passcode_hash = models.CharField(max_length=200)
    # For whom, in the owner's words; nobody else sees it.
    label = EncryptedTextField(blank=True)
    may_answer = models.BooleanField(default=False)
    expires_at = models.DateTimeField()
    views_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    views = models.PositiveIntegerField(default=0)
    # Wrong passcodes: since the last right one, in all, and when one may try again.
    tries = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField()
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = NoteShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared notes")
        verbose_name_plural = _("shared notes")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(views_limit__isnull=True) | Q(views__lte=F("views_limit")),
                name="share_views_within_limit",
            )
        ]

    def __str__(self) -> str:
        return f"NoteShare {self.pk}"

    @property
    def is_used_up(self) -> bool:
        """Whether it was opened as often as its owner allowed."""
        return self.views_limit is not None and self.views >= self.views_limit


class ShareOpening(models.Model):
    """Somebody with the passcode opened shared notes; the owner sees when."""

    PERSONAL: set[str] = set()
    IMPERSONAL = {"id", "share", "at"}

    share = models.ForeignKey(NoteShare, models.CASCADE, related_name="openings")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("opening of shared notes")
        verbose_name_plural = _("openings of shared notes")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.share_id} {self.at:%Y-%m-%d %H:%M}"


class NoteAnswer(models.Model):
    """What somebody wrote under a shared note."""

    PERSONAL = {"key", "author", "body"}
    IMPERSONAL = {"id", "share", "note", "created_at"}

    share = models.ForeignKey(NoteShare, models.CASCADE, related_name="answers")
    note = models.ForeignKey(Note, models.CASCADE, related_name="answers")
    key = models.UUIDField(unique=True)
    author = EncryptedTextField(blank=True)
    body = EncryptedTextField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to a note")
        verbose_name_plural = _("answers to notes")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"NoteAnswer {self.pk}"
