"""The exact words that people agreed to; they are never changed and never deleted."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

# Words never change once they are written: a process asks for each but once.
MOST = 500
known: dict[str, "ConsentText"] = {}


class ConsentIsKeptError(Exception):
    """Somebody tried to change or delete words that people agreed to."""


class ConsentTextQuerySet(models.QuerySet["ConsentText"]):
    def update(self, **_values: Any) -> int:
        raise ConsentIsKeptError

    def delete(self) -> tuple[int, dict[str, int]]:
        raise ConsentIsKeptError

    def keep(self, text: str, language: str, now: datetime) -> "ConsentText":
        """Return the row of these words; the first time it is written."""
        name = consent_hash(text, language)
        if name in known:
            return known[name]
        row, _is_new = self.get_or_create(
            hash=name,
            defaults={"text": text, "language": language, "first_used_at": now},
        )
        # What a transaction around this may still take back is not relied on.
        if not connection.in_atomic_block:
            remember_text(row)
        return row


class ConsentText(models.Model):
    """Words of a consent in one language, under their own fingerprint."""

    PERSONAL: set[str] = set()
    IMPERSONAL = {"id", "hash", "language", "text", "first_used_at"}

    hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=16)
    text = models.TextField()
    first_used_at = models.DateTimeField()

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.hash[:12]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once."""
        if self.pk is not None:
            raise ConsentIsKeptError
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: whoever agreed may ask for ever to what."""
        raise ConsentIsKeptError


def remember_text(row: ConsentText) -> None:
    """Keep a row that is written for good; the oldest give way."""
    while len(known) >= MOST:
        known.pop(next(iter(known)), None)
    known[row.hash] = row


def forget_texts() -> None:
    """Ask for each text anew."""
    known.clear()


def consent_hash(text: str, language: str) -> str:
    """Return the fingerprint of words in a language."""
    return hashlib.sha256(f"{language}\n{text}".encode()).hexdigest()
