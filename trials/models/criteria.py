"""The protocol's eligibility criteria, line by line."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trials.models.studies import Study


class CriterionKind(models.TextChoices):
    """On which side of the protocol a criterion stands."""

    GENERAL = "GENERAL", _("Before both lists")
    INCLUSION = "INCLUSION", _("Inclusion")
    EXCLUSION = "EXCLUSION", _("Exclusion")


class CriterionShape(models.TextChoices):
    """How the text stands on the page."""

    ITEM = "item", _("List item")
    PARAGRAPH = "paragraph", _("Paragraph")
    HEADING = "heading", _("Heading")


class EligibilityCriterion(models.Model):
    """One line of the protocol's text; replaced by each import.

    `number` is the list number that the registry printed, empty under a bullet.
    """

    study = models.ForeignKey(Study, models.CASCADE, related_name="criteria")
    kind = models.CharField(max_length=16, choices=CriterionKind.choices)
    form = models.CharField(
        max_length=16, choices=CriterionShape.choices, default=CriterionShape.ITEM
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, related_name="children", null=True, blank=True
    )
    # In reading order over the whole study; unique, so anchors can name it.
    position = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField()

    class Meta:
        verbose_name = _("eligibility criterion")
        verbose_name_plural = _("eligibility criteria")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "position"], name="criterion_position_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.position}: {self.text[:60]}"
