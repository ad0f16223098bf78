"""Words that are explained where they stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trials.models.texts import StudyContent


class GlossaryTerm(models.Model):
    """A word and its meaning, explained where it stands."""

    content = models.ForeignKey(StudyContent, models.CASCADE, related_name="words")
    key = models.SlugField(max_length=64)
    term = models.CharField(max_length=200)
    meaning = models.TextField()

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content", "key"], name="glossary_key_unique"
            )
        ]

    def __str__(self) -> str:
        return self.term
