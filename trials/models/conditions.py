"""The conditions of each study, a row a name, so that they can be joined and found."""

from django.conf import settings
from django.db import models
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from portal.lib.tokens import content_hash
from trials.conditions import condition_key
from trials.models.studies import Study


def condition_hash(name: str) -> str:
    """Return the keyed hash under which everybody finds a condition.

    Whoever wants news of a condition is kept only with this, so that a stolen copy of
    the database does not say what somebody suffers from.
    """
    return content_hash(settings.SECRET_KEY, "condition", condition_key(name))[:32]


class ConditionSource(models.TextChoices):
    """Where a name comes from."""

    NAME = "NAME", _("The record's own words")
    TERM = "TERM", _("The registry's term")
    ABOVE = "ABOVE", _("A term above it")


class StudyConditionQuerySet(models.QuerySet["StudyCondition"]):
    """Which conditions."""

    def published(self) -> "StudyConditionQuerySet":
        """Those of studies that visitors may see."""
        return self.filter(study__is_published=True)

    def names(self, text: str, limit: int) -> list[str]:
        """Return published names that hold `text`, the commonest first."""
        rows = (
            self.published()
            .filter(name__icontains=text)
            .values("key")
            .annotate(shown=models.Min("name"), number=Count("study", distinct=True))
            .order_by("-number", "shown")
        )
        return [row["shown"] for row in rows[:limit]]


class StudyCondition(models.Model):
    """One name of one study's condition."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="condition_rows")
    name = models.CharField(max_length=200)
    # All spellings of one condition have one key, and the same keyed hash of it.
    key = models.CharField(max_length=200, db_index=True)
    hash = models.CharField(max_length=32)
    source = models.CharField(max_length=8, choices=ConditionSource.choices)

    objects = StudyConditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("condition of a study")
        verbose_name_plural = _("conditions of studies")
        ordering = ["pk"]
        indexes = [models.Index(fields=["hash", "study"])]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "key"], name="study_condition_unique"
            )
        ]

    def __str__(self) -> str:
        return self.name
