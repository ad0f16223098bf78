"""A study's self-check and its versions; nothing of what visitors answer."""

import logging
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trials.models.gated.frozen import FrozenQuerySet, FrozenVersion
from trials.models.gated.states import TextState
from trials.models.studies import Study

logger = logging.getLogger(__name__)


class SelfCheckVersionQuerySet(FrozenQuerySet):
    def published(self) -> "SelfCheckVersionQuerySet":
        """The version that visitors see; at most one of each study."""
        return self.filter(state=TextState.PUBLISHED, study__is_published=True)

    def served(
        self, registry_id: str, today: date, *, unapproved_too: bool
    ) -> "SelfCheckVersion | None":
        """The version that visitors of a study see on a day."""
        found = self.published().filter(study__registry_id=registry_id)
        version = found.select_related("study").first()
        if version and version.is_served(today, unapproved_too=unapproved_too):
            return version
        return None


class SelfCheckVersion(FrozenVersion):
    """One version of a study's self-check: a `selfcheck/1` document and its review."""

    FROZEN = ("study_id", "number", "definition", "sha256")

    study = models.ForeignKey(Study, models.CASCADE, related_name="selfchecks")
    number = models.CharField(max_length=32)
    definition = models.JSONField()
    # Translations that follow words changed since: "criteria/E9/label|zh-hans".
    outdated = models.JSONField(default=list, blank=True)
    # What an import could not read and somebody has to settle: {"code", "where"}.
    open_notes = models.JSONField(default=list, blank=True)
    state = models.CharField(
        max_length=16, choices=TextState.choices, default=TextState.DRAFT
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

    def hashed(self) -> Any:
        """Return the document: what the hash is of."""
        return self.definition

    def is_in_force(self, today: date) -> bool:
        """Whether those who have to agree did, and still do on a day."""
        return self.is_approved and not self.is_over(today)

    def is_served(self, today: date, *, unapproved_too: bool) -> bool:
        """Whether visitors see what is published, if it is still what was published.

        A changed byte is worse than no self-check: it is not shown, and logged.
        """
        if not (unapproved_too or self.is_in_force(today)):
            return False
        is_whole = self.is_whole
        if not is_whole:
            logger.error("self-check %s is not what was published", self)
        return is_whole

    @property
    def slot(self) -> str:
        """Return the name of the text, whatever its version."""
        return f"SELFCHECK/{self.study.registry_id}"

    @property
    def may_come_back(self) -> bool:
        """Whether it was approved and shown to visitors before, so may be again."""
        return bool(
            self.state == TextState.WITHDRAWN and self.published_at and self.is_approved
        )

    @property
    def is_approved(self) -> bool:
        """Whether a clinician, a second reader and an ethics committee agreed."""
        return self.approved_on is not None
