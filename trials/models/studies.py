"""A study as its registry publishes it, and what we add."""

from datetime import date, datetime
from urllib.parse import urlencode

from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trials.freshness.tones import (
    CLOSED_STATES,
    CONFIRMED_LASTS,
    OVER_STATES,
    RANKS,
    Judgement,
    Known,
    Tone,
    judge,
)
from trials.freshness.turning import turning_days
from trials.models.statuses import OPEN_STATUSES, CriteriaRuling, OverallStatus, Sex
from trials.registry.source import USUAL, id_pattern, source_named

# What only a study's own page prints; of some it is most of the row.
LONG_READING = (
    *("brief_summary", "detailed_description", "eligibility_text", "contact_photo"),
    *("study_population", "gender_description", "primary_outcomes", "officials"),
    *("interventions", "keywords", "condition_terms", "collaborators", "judged_words"),
)


class StudyQuerySet(models.QuerySet["Study"]):
    def published(self) -> "StudyQuerySet":
        """Studies that visitors may see."""
        return self.filter(is_published=True)

    def in_short(self) -> "StudyQuerySet":
        """Studies without what makes a row long; it is read when it is asked for."""
        return self.defer(*LONG_READING)

    def open(self) -> "StudyQuerySet":
        """Studies whose team may be asked."""
        return self.filter(overall_status__in=OPEN_STATUSES)

    def touch_all(self, now: datetime) -> None:
        """Make every cached page of these studies stale."""
        self.update(revision=models.F("revision") + 1, changed_at=now)

    def surest_first(self, today: date, *then: str) -> "StudyQuerySet":
        """Real ones, then invented ones, each by tone, inside that by other columns."""
        # In the rows: PostgreSQL orders what is distinct by nothing beside them.
        ranked = self.annotate(tone_rank=rank_on(today))
        return ranked.order_by("is_fictional", "tone_rank", *then)


def rank_on(today: date) -> Case:
    """Return the place of a study's tone in lists, as `judge` finds it."""
    return rank_between(today - CONFIRMED_LASTS, today)


def rank_between(confirmed_since: date, today: date) -> Case:
    """The same; what a team confirmed since a day still holds."""

    def rank(tone: Tone, **when: object) -> When:
        return When(**when, then=Value(RANKS[tone]))

    return Case(
        rank(Tone.OVER, overall_status__in=OVER_STATES),
        rank(Tone.CLOSED, overall_status__in=CLOSED_STATES),
        rank(Tone.CLOSED, team_closed_on__isnull=False),
        rank(
            Tone.CONFIRMED,
            overall_status__in=OPEN_STATUSES,
            team_confirmed_on__gte=confirmed_since,
        ),
        rank(Tone.PROBABLY_OVER, probably_over_from__lte=today),
        rank(Tone.ASK_FIRST, ask_first_from__lte=today),
        rank(Tone.ASK_FIRST, is_team_silent=True),
        default=Value(RANKS[Tone.FRESH]),
        output_field=IntegerField(),
    )


class Study(models.Model):
    """One registered record.

    The fields down to `source_hash` belong to the registry: an import replaces them.
    The fields after it are ours: an import never touches them.
    """

    # Which registry: a name of `trials.registry.source`.
    source = models.CharField(max_length=32, default=USUAL, db_default=USUAL)
    registry_id = models.CharField(max_length=16, unique=True)
    brief_title = models.TextField(blank=True)
    official_title = models.TextField(blank=True)
    acronym = models.CharField(max_length=64, blank=True)
    organization = models.TextField(blank=True)
    sponsor = models.TextField(blank=True)
    sponsor_class = models.CharField(max_length=32, blank=True)
    collaborators = models.JSONField(default=list, blank=True)
    overall_status = models.CharField(max_length=32, choices=OverallStatus.choices)
    last_known_status = models.CharField(max_length=32, blank=True)
    why_stopped = models.TextField(blank=True)
    study_type = models.CharField(max_length=32, blank=True)
    phases = models.JSONField(default=list, blank=True)
    brief_summary = models.TextField(blank=True)
    detailed_description = models.TextField(blank=True)
    conditions = models.JSONField(default=list, blank=True)
    keywords = models.JSONField(default=list, blank=True)
    # [{"id": "D008180", "term": "Lupus Erythematosus, Systemic", "is_ancestor": false}]
    condition_terms = models.JSONField(default=list, blank=True)
    interventions = models.JSONField(default=list, blank=True)
    primary_outcomes = models.JSONField(default=list, blank=True)
    officials = models.JSONField(default=list, blank=True)
    enrollment_count = models.PositiveIntegerField(null=True, blank=True)
    enrollment_type = models.CharField(max_length=16, blank=True)
    sex = models.CharField(max_length=8, choices=Sex.choices, blank=True)
    is_gender_based = models.BooleanField(default=False)
    gender_description = models.TextField(blank=True)
    minimum_age = models.CharField(max_length=32, blank=True)
    maximum_age = models.CharField(max_length=32, blank=True)
    minimum_age_days = models.PositiveIntegerField(null=True, blank=True)
    maximum_age_days = models.PositiveIntegerField(null=True, blank=True)
    healthy_volunteers = models.BooleanField(null=True, blank=True)
    eligibility_text = models.TextField(blank=True)
    is_eligibility_split = models.BooleanField(default=False)
    # Why the text stays whole (`trials.registry.clinicaltrials.criteria`), and which
    # phrase nothing explains.
    eligibility_reason = models.CharField(max_length=16, blank=True, db_default="")
    eligibility_phrase = models.TextField(blank=True, db_default="")
    study_population = models.TextField(blank=True)
    # Dates keep the registry's text ("2026-01" is a month, not a day).
    start_date = models.CharField(max_length=10, blank=True)
    primary_completion_date = models.CharField(max_length=10, blank=True)
    completion_date = models.CharField(max_length=10, blank=True)
    first_posted_date = models.CharField(max_length=10, blank=True)
    last_update_date = models.CharField(max_length=10, blank=True)
    status_verified_date = models.CharField(max_length=10, blank=True)
    # The smaller fields; `trials.registry.facts` gives them their types.
    facts = models.JSONField(default=dict, db_default={}, blank=True)
    source_hash = models.CharField(max_length=64, blank=True)
    # `trials.texts.prose.judged`, `trials.importing.actions.same_files`
    judged_words = models.JSONField(null=True, blank=True, editable=False)
    raw_hash = models.CharField(max_length=64, blank=True, db_default="")
    # What an editor ruled on dividing this text; another text asks for another ruling.
    eligibility_ruling = models.CharField(
        max_length=8, choices=CriteriaRuling.choices, blank=True, db_default=""
    )
    is_published = models.BooleanField(default=False)
    is_fictional = models.BooleanField(default=False)
    team_languages = models.JSONField(default=list, blank=True)
    contact_photo = models.BinaryField(default=bytes, blank=True, editable=False)
    contact_display_name = models.CharField(max_length=200, blank=True)
    imported_at = models.DateTimeField()
    checked_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # The day on which the copy was the registry's own; the last comparison with it.
    copied_on = models.DateField(null=True, blank=True)
    compared_at = models.DateTimeField(null=True, blank=True)
    # Since when the registry does not know the record any more.
    vanished_at = models.DateTimeField(null=True, blank=True)
    has_open_site = models.BooleanField(default=False, db_default=False)
    # The first days of other tones: `set_turning_days`, for sorting.
    ask_first_from = models.DateField(null=True, blank=True)
    probably_over_from = models.DateField(null=True, blank=True)
    # What the study's team told us, or did not; who it was is known elsewhere.
    team_confirmed_on = models.DateField(null=True, blank=True)
    team_closed_on = models.DateField(null=True, blank=True)
    is_team_silent = models.BooleanField(default=False, db_default=False)
    # Grows with every import that changed something and every edit: the page's key.
    revision = models.PositiveIntegerField(default=1)

    objects = StudyQuerySet.as_manager()

    class Meta:
        verbose_name = _("study")
        verbose_name_plural = _("studies")
        ordering = ["registry_id"]
        indexes = [models.Index(fields=["is_published", "overall_status"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(registry_id__regex=rf"^{id_pattern()}$"),
                name="study_registry_id_form",
            ),
            models.CheckConstraint(
                condition=Q(overall_status__in=OverallStatus.values),
                name="study_overall_status_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registry_id} {self.brief_title}"

    def get_absolute_url(self) -> str:
        """Return the address of the study's page in the active language."""
        return reverse("trials:study_detail", args=[self.registry_id])

    @property
    def may_be_asked(self) -> bool:
        """Whether there is anything to ask: a study that is over answers nobody."""
        return self.overall_status not in OVER_STATES

    def known(self) -> Known:
        """Return what its tone is judged by."""
        return Known(
            status=self.overall_status,
            last_update=self.last_update_date,
            verified=self.status_verified_date,
            completion=self.completion_date,
            primary_completion=self.primary_completion_date,
            start=self.start_date,
            has_open_site=self.has_open_site,
            is_vanished=self.vanished_at is not None,
            is_silent=self.is_team_silent,
            confirmed_on=self.team_confirmed_on,
            closed_on=self.team_closed_on,
        )

    def judged(self, today: date) -> Judgement:
        """Return how sure one can be of its state on a day."""
        return judge(self.known(), today)

    def set_turning_days(self) -> None:
        """Note from when it is to be doubted; the caller saves it."""
        days = turning_days(self.known())
        self.ask_first_from = days.ask_first_from
        self.probably_over_from = days.probably_over_from

    @property
    def registry_url(self) -> str:
        """Return the registry's own page of this record."""
        return source_named(self.source).page_url(self.registry_id)

    @property
    def register_name(self) -> str:
        """Return what people call the registry."""
        return source_named(self.source).title

    @property
    def conditions_query(self) -> str:
        """Return the first conditions as a query, for a form that begins with them."""
        return urlencode([("condition", name) for name in self.conditions[:4]])

    def touch(self, now: datetime) -> None:
        """Make every cached page of this study stale."""
        self.revision = models.F("revision") + 1
        self.changed_at = now
        self.save(update_fields=["revision", "changed_at"])
        self.refresh_from_db(fields=["revision"])
