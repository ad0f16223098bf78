"""Prepared answers, each in several languages."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models.teams import Team


class ReplyTemplate(models.Model):
    """One prepared answer in one language; `key` joins its languages.

    Placeholders: {first_name} {reference} {site} {study} {my_name}.
    """

    PERSONAL: set[str] = set()
    IMPERSONAL = {"id", "team", "key", "language", "title", "body", "position"}

    # Empty: every team may use it.
    team = models.ForeignKey(
        Team, models.CASCADE, related_name="templates", null=True, blank=True
    )
    key = models.SlugField(max_length=40)
    language = models.CharField(max_length=16)
    title = models.CharField(max_length=100)
    body = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("prepared answer")
        verbose_name_plural = _("prepared answers")
        ordering = ["position", "key", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "key", "language"], name="template_language_unique"
            ),
            models.UniqueConstraint(
                fields=["key", "language"],
                condition=Q(team__isnull=True),
                name="template_common_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"
