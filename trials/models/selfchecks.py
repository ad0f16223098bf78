"""A study's self-check and its versions; nothing of what visitors answer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trials.models.studies import Study


class VersionState(models.TextChoices):
    """A version is written, shown to visitors, then put away; never changed again."""

    DRAFT = "DRAFT", _("Draft")
    PUBLISHED = "PUBLISHED", _("Published")
    RETIRED = "RETIRED", _("Retired")


class SelfCheckVersionQuerySet(models.QuerySet["SelfCheckVersion"]):
    """Which versions."""

    def published(self) -> "SelfCheckVersionQuerySet":
        """The version that visitors see; at most one of each study."""
        return self.filter(state=VersionState.PUBLISHED, study__is_published=True)

    def drafts(self) -> "SelfCheckVersionQuerySet":
        """Versions that may still be changed."""
        return self.filter(state=VersionState.DRAFT)


class SelfCheckVersion(models.Model):
    """One version of a study's self-check: a `selfcheck/1` document and its review."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="selfchecks")
    number = models.CharField(max_length=32)
    definition = models.JSONField()
    sha256 = models.CharField(max_length=64)
    # Translations that follow words changed since: "criteria.3.label|zh-hans".
    outdated = models.JSONField(default=list, blank=True)
    state = models.CharField(
        max_length=16, choices=VersionState.choices, default=VersionState.DRAFT
    )
    author = models.CharField(max_length=200, blank=True)
    clinician = models.CharField(max_length=200, blank=True)
    language_reader = models.CharField(max_length=200, blank=True)
    ethics_reference = models.CharField(max_length=200, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = SelfCheckVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("self-check version")
        verbose_name_plural = _("self-check versions")
        ordering = ["study", "-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "number"], name="selfcheck_number_unique"
            ),
            models.UniqueConstraint(
                fields=["study"],
                condition=Q(state="PUBLISHED"),
                name="selfcheck_one_published",
            ),
            models.CheckConstraint(
                condition=~Q(state="PUBLISHED") | Q(published_at__isnull=False),
                name="selfcheck_published_has_time",
            ),
            models.CheckConstraint(
                condition=Q(approved_on__isnull=True)
                | (~Q(clinician="") & ~Q(language_reader="") & ~Q(ethics_reference="")),
                name="selfcheck_approval_names_reviewers",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.study_id} {self.number} ({self.state})"

    @property
    def is_approved(self) -> bool:
        """Whether a clinician, a second reader and an ethics committee agreed."""
        return self.approved_on is not None


class SelfCheckCase(models.Model):
    """A worked example: made-up answers and what they must come to."""

    version = models.ForeignKey(SelfCheckVersion, models.CASCADE, related_name="cases")
    title = models.CharField(max_length=200)
    answers = models.JSONField()
    expected = models.JSONField()

    class Meta:
        verbose_name = _("worked example")
        verbose_name_plural = _("worked examples")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
