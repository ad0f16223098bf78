"""A study's self-check and its versions; nothing of what visitors answer."""

import logging
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.lib.json_hash import hash_json
from trials.models.studies import Study

logger = logging.getLogger(__name__)
# What makes up a version: never changed once it was shown to visitors.
FROZEN = ("study_id", "number", "definition", "sha256")


class VersionState(models.TextChoices):
    """A version is written, shown to visitors, then put away; never changed again."""

    DRAFT = "DRAFT", _("Draft")
    PUBLISHED = "PUBLISHED", _("Published")
    RETIRED = "RETIRED", _("Retired")


class FrozenVersionError(ValueError):
    """Somebody tried to change a version that visitors have seen."""


class SelfCheckVersionQuerySet(models.QuerySet["SelfCheckVersion"]):
    def published(self) -> "SelfCheckVersionQuerySet":
        """The version that visitors see; at most one of each study."""
        return self.filter(state=VersionState.PUBLISHED, study__is_published=True)

    def served(self, registry_id: str) -> "SelfCheckVersion | None":
        """The version that visitors of a study see, if it is still what was published.

        A changed byte is worse than no self-check: it is not shown, and logged.
        """
        found = self.published().filter(study__registry_id=registry_id)
        version = found.select_related("study").first()
        if version and not version.is_whole:
            logger.error("self-check %s is not what was published", version)
            return None
        return version

    def drafts(self) -> "SelfCheckVersionQuerySet":
        """Versions that may still be changed."""
        return self.filter(state=VersionState.DRAFT)

    def update(self, **changes: Any) -> int:
        """Refuse to change what a version is made of, unless all are drafts."""
        is_reopened = changes.get("state") == VersionState.DRAFT
        if is_reopened or any(name in changes for name in FROZEN):
            others = self.order_by().exclude(state=VersionState.DRAFT)
            if others.exists():
                raise FrozenVersionError("A published self-check never changes.")
        return super().update(**changes)

    update.alters_data = True


class SelfCheckVersion(models.Model):
    """One version of a study's self-check: a `selfcheck/1` document and its review."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="selfchecks")
    number = models.CharField(max_length=32)
    definition = models.JSONField()
    sha256 = models.CharField(max_length=64)
    # Translations that follow words changed since: "criteria/E9/label|zh-hans".
    outdated = models.JSONField(default=list, blank=True)
    # What an import could not read and somebody has to settle: {"code", "where"}.
    open_notes = models.JSONField(default=list, blank=True)
    state = models.CharField(
        max_length=16, choices=VersionState.choices, default=VersionState.DRAFT
    )
    author = models.CharField(max_length=200, blank=True)
    clinician = models.CharField(max_length=200, blank=True)
    # Those of the default language; `readings` has every language's.
    language_reader = models.CharField(max_length=200, blank=True)
    ethics_reference = models.CharField(max_length=200, blank=True)
    # {"zh-hans": {"reader": "…", "ethics": "…"}}
    readings = models.JSONField(default=dict, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=200, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.CharField(max_length=200, blank=True)

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row; a version that was published keeps what it is made of."""
        stored = type(self)._base_manager.filter(pk=self.pk)
        before = stored.exclude(state=VersionState.DRAFT).first() if self.pk else None
        if before and (
            self.state == VersionState.DRAFT
            or any(getattr(self, name) != getattr(before, name) for name in FROZEN)
        ):
            raise FrozenVersionError("A published self-check never changes.")
        super().save(*args, **kwargs)

    @property
    def is_whole(self) -> bool:
        """Whether the document is the one whose hash was written down."""
        return hash_json(self.definition) == self.sha256

    @property
    def may_come_back(self) -> bool:
        """Whether it was approved and shown to visitors before, so may be again."""
        return bool(
            self.state == VersionState.RETIRED
            and self.published_at
            and self.is_approved
        )

    @property
    def is_approved(self) -> bool:
        """Whether a clinician, a second reader and an ethics committee agreed."""
        return self.approved_on is not None
