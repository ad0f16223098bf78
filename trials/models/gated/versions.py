"""One version of a text for families: its words, and who stands behind them."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.lib.json_hash import hash_json
from trials.models.gated.frozen import FrozenQuerySet, FrozenVersion
from trials.models.gated.kinds import (
    CLASS_OF,
    NEEDS_ETHICS,
    OF_STUDIES,
    TextClass,
    TextKind,
)
from trials.models.gated.states import TextState
from trials.models.studies import Study

BEHIND = (TextState.APPROVED, TextState.PUBLISHED)


class TextVersionQuerySet(FrozenQuerySet):
    """Which versions."""

    def published(self) -> Self:
        """Those that visitors see if they are whole and in time."""
        return self.filter(state=TextState.PUBLISHED)

    def of(self, version: "TextVersion") -> Self:
        """All versions of the same text, the newest first."""
        return self.filter(slot=version.slot).order_by("-number")

    def current(self) -> Self:
        """Those that somebody still writes, reads or shows."""
        return self.exclude(state=TextState.WITHDRAWN)


class TextVersion(FrozenVersion):
    """A text of one kind, place and language. Accounts are named "user:<pk>"."""

    FROZEN = (
        *("kind", "study_id", "site_key", "country", "language", "slot", "number"),
        *("body", "sha256", "drafted_by_program"),
    )

    kind = models.CharField(max_length=16, choices=TextKind.choices)
    # Empty: a general text.
    study = models.ForeignKey(
        Study, models.CASCADE, related_name="texts", null=True, blank=True
    )
    # Of a place of the study, where the text is that place's own.
    site_key = models.CharField(max_length=64, blank=True)
    # Where the law of one country asks for other words.
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=16)
    # All of the above in one word: kind/study/place/country/language.
    slot = models.CharField(max_length=128)
    number = models.PositiveIntegerField()
    body = models.JSONField()
    state = models.CharField(
        max_length=16, choices=TextState.choices, default=TextState.DRAFT
    )
    # Who wrote in it last; `writers` are all who did.
    author = models.CharField(max_length=64)
    writers = models.JSONField(default=list, blank=True)
    drafted_by_program = models.BooleanField(default=False)
    reviewer = models.CharField(max_length=64, blank=True)
    # As families read it: "Dr …".
    reviewer_name = models.CharField(max_length=200, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    ethics_reference = models.CharField(max_length=200, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    publisher = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # The record's fields that the words rest on, as they were: {"phases": "…"}.
    rests_on = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = TextVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("text version")
        verbose_name_plural = _("text versions")
        ordering = ["slot", "-number"]
        permissions = [
            ("review_textversion", _("Can approve a text that somebody else wrote")),
            ("publish_textversion", _("Can publish an approved text")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "number"], name="text_number_unique"
            ),
            models.UniqueConstraint(
                fields=["slot"],
                condition=Q(state="PUBLISHED"),
                name="text_one_published",
            ),
            models.UniqueConstraint(
                fields=["slot"], condition=Q(state="DRAFT"), name="text_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=TextKind.values), name="text_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=TextState.values), name="text_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OF_STUDIES, study__isnull=False)
                | (~Q(kind__in=OF_STUDIES) & Q(study__isnull=True)),
                name="text_of_study_or_general",
            ),
            models.CheckConstraint(
                condition=~Q(author="") & ~Q(reviewer=F("author")),
                name="text_reviewer_is_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=BEHIND)
                | (~Q(reviewer="") & Q(approved_on__isnull=False)),
                name="text_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=BEHIND)
                | ~Q(kind__in=NEEDS_ETHICS)
                | ~Q(ethics_reference=""),
                name="text_approved_by_committee",
            ),
            models.CheckConstraint(
                condition=~Q(state="PUBLISHED")
                | (~Q(publisher="") & Q(published_at__isnull=False)),
                name="text_published_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="WITHDRAWN") | Q(withdrawn_at__isnull=False),
                name="text_withdrawn_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot} {self.number} ({self.state})"

    def hashed(self) -> Any:
        """Return the words and where they belong: approval is of both."""
        return {"slot": self.slot, "body": self.body}

    @property
    def is_approved(self) -> bool:
        """Whether another person, and a committee where it takes one, agreed."""
        return self.state in BEHIND

    @property
    def text_class(self) -> TextClass:
        """Return what the text needs before it is shown."""
        return CLASS_OF[TextKind(self.kind)]


def slot_of(
    kind: str, study: Study | None, language: str, site_key: str = "", country: str = ""
) -> str:
    """Return the name of a text, whatever its version."""
    place = study.registry_id if study else ""
    return f"{kind}/{place}/{site_key}/{country}/{language}"


def text_hash(slot: str, body: Any) -> str:
    """Return what an approval belongs to."""
    return hash_json({"slot": slot, "body": body})
