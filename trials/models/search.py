"""What the search knows of each study: its concepts, and its words by language.

Rows are written by `trials.indexing` in the transaction that changes the study. Only
published studies have any.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trials.models.studies import Study


class ConceptMention(models.Model):
    """One concept that a study is about; `weight` says how much, from 1 to 100."""

    study = models.ForeignKey(
        Study, models.CASCADE, related_name="mentions", db_index=False
    )
    # A key of `trials.vocabulary.concepts`, or a group of ages.
    concept = models.CharField(max_length=80)
    weight = models.PositiveSmallIntegerField()
    # Open before closed, fresh before old: among what is alike.
    freshness = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("concept of a study")
        verbose_name_plural = _("concepts of studies")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["concept", "-weight", "-freshness", "study"],
                name="mention_best_first",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "concept"], name="mention_once_a_study"
            )
        ]

    def __str__(self) -> str:
        return f"{self.study_id} {self.concept} {self.weight}"


class SearchDocument(models.Model):
    """A study's words in one language, cut as `trials.vocabulary.tokens` cuts them.

    The database keeps an index of its own over them (migration 0014).
    """

    study = models.ForeignKey(Study, models.CASCADE, related_name="documents")
    language = models.CharField(max_length=16)
    title = models.TextField(blank=True)
    treatments = models.TextField(blank=True)
    people = models.TextField(blank=True)
    body = models.TextField(blank=True)

    class Meta:
        verbose_name = _("words of a study")
        verbose_name_plural = _("words of studies")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "language"], name="document_once_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.study_id} {self.language}"
