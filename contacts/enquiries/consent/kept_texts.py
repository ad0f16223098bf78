"""The exact words that people agreed to; they are never changed and never deleted."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentIsKeptError(Exception):
    """Somebody tried to change or delete words that people agreed to."""


class ConsentTextQuerySet(models.QuerySet["ConsentText"]):
    def update(self, **_values: Any) -> int:
        raise ConsentIsKeptError

    def delete(self) -> tuple[int, dict[str, int]]:
        raise ConsentIsKeptError

    def keep(self, text: str, language: str, now: datetime) -> "ConsentText":
        """Return the row of these words; the first time it is written."""
        row, _is_new = self.get_or_create(
            hash=consent_hash(text, language),
            defaults={"text": text, "language": language, "first_used_at": now},
        )
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


def consent_hash(text: str, language: str) -> str:
    """Return the fingerprint of words in a language."""
    return hashlib.sha256(f"{language}\n{text}".encode()).hexdigest()
