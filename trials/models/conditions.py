"""The conditions of each study, a row a name, so that they can be joined and found."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from portal.keyring import lookup_secret
from portal.lib.cldr import sort_key
from portal.lib.tokens import content_hash
from trials.conditions import condition_key, local_names
from trials.models.studies import Study


def condition_hash(name: str) -> str:
    """Return the keyed hash under which everybody finds a condition.

    It joins wishes, whose names are encrypted, with trials. It hides nothing from
    whoever has the whole database: trials bear the same hash beside their names. It
    keeps a list of wishes alone from being read.
    """
    return content_hash(lookup_secret(), "condition", condition_key(name))[:32]


@dataclass(frozen=True)
class ShownName:
    """A condition as a list shows it, and the language of its name."""

    name: str
    language: str


class ConditionSource(models.TextChoices):
    """Where a name comes from."""

    NAME = "NAME", _("The record's own words")
    TERM = "TERM", _("The registry's term")
    ABOVE = "ABOVE", _("A term above it")


class StudyConditionQuerySet(models.QuerySet["StudyCondition"]):
    def published(self) -> "StudyConditionQuerySet":
        """Those of studies that visitors may see."""
        return self.filter(study__is_published=True)

    def names(self, limit: int) -> list[str]:
        """Return published names, the commonest first."""
        return [row["shown"] for row in self.commonest()[:limit]]

    def commonest(self) -> Any:
        """Return each published condition's key and name, the commonest first."""
        named = self.published().values("key")
        number = Count("study", distinct=True)
        rows = named.annotate(shown=models.Min("name"), number=number)
        return rows.order_by("-number", "shown")

    def shown(self, language: str, limit: int | None = None) -> list[ShownName]:
        """Return published conditions in a language where it has a name for them.

        Those that do not fit are the rare ones; the order is the language's own.
        """
        ours = local_names(language)
        found = [
            ShownName(ours[row["key"]], language)
            if row["key"] in ours
            else ShownName(row["shown"], "en")
            for row in self.commonest()[:limit]
        ]
        return sorted(found, key=lambda one: sort_key(one.name, language))


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
