"""Our own words about a study, or about trials in general, with their source."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trials.models.studies import Study


class StudyContent(models.Model):
    """All plain words of one study in one language: one unit of review.

    `study` empty: the general words about trials. Each language has its own review,
    because a translation of recruitment material is recruitment material.
    """

    study = models.ForeignKey(
        Study, models.CASCADE, related_name="contents", null=True, blank=True
    )
    language = models.CharField(max_length=16)
    version = models.CharField(max_length=32)
    title = models.TextField(blank=True)
    registry_title = models.TextField(blank=True)
    medical_reviewer = models.CharField(max_length=200, blank=True)
    language_reviewer = models.CharField(max_length=200, blank=True)
    ethics_reference = models.CharField(max_length=200, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    # What the record does not say, in the words of this language.
    missing_facts = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("plain-language content")
        verbose_name_plural = _("plain-language contents")
        ordering = ["study", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "language"], name="content_language_unique"
            ),
            models.UniqueConstraint(
                fields=["language"],
                condition=Q(study__isnull=True),
                name="content_general_language_unique",
            ),
            models.CheckConstraint(
                condition=Q(approved_on__isnull=True)
                | (~Q(medical_reviewer="") & ~Q(ethics_reference="")),
                name="content_approval_names_reviewer_and_reference",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.study or _('General')} ({self.language})"

    @property
    def is_approved(self) -> bool:
        """Whether a doctor and an ethics committee stand behind these words."""
        return self.approved_on is not None


class SectionKind(models.TextChoices):
    """Where a section stands on the page."""

    IN_SHORT = "IN_SHORT", _("In short")
    PHASE = "PHASE", _("What a phase means")
    FAQ = "FAQ", _("Question and answer")


class TextSection(models.Model):
    """A heading or a question, with its paragraphs."""

    content = models.ForeignKey(StudyContent, models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=16, choices=SectionKind.choices)
    key = models.SlugField(max_length=64)
    position = models.PositiveIntegerField(default=0)
    heading = models.TextField()

    class Meta:
        verbose_name = _("text section")
        verbose_name_plural = _("text sections")
        ordering = ["kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content", "kind", "key"], name="section_key_unique"
            )
        ]

    def __str__(self) -> str:
        return self.heading


class TextSource(models.TextChoices):
    """Whose knowledge a paragraph rests on; shown beside it."""

    REGISTRY = "seed", _("From the registry record")
    GENERAL = "general", _("General knowledge about trials")
    PORTAL = "portal", _("From this portal")


class TextParagraph(models.Model):
    """One paragraph of plain text, escaped on output."""

    section = models.ForeignKey(TextSection, models.CASCADE, related_name="paragraphs")
    position = models.PositiveIntegerField(default=0)
    text = models.TextField()
    source = models.CharField(max_length=16, choices=TextSource.choices)
    needs_team_confirmation = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
