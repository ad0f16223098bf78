"""Where a study recruits, and whom the registry names there."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trials.models.studies import Study


class SiteStatus(models.TextChoices):
    """The registry's values for one place of a study; empty where it gives none."""

    RECRUITING = "RECRUITING", _("Recruiting")
    NOT_YET_RECRUITING = "NOT_YET_RECRUITING", _("Not yet recruiting")
    ENROLLING_BY_INVITATION = "ENROLLING_BY_INVITATION", _("By invitation only")
    ACTIVE_NOT_RECRUITING = "ACTIVE_NOT_RECRUITING", _("Running, no longer recruiting")
    SUSPENDED = "SUSPENDED", _("Paused")
    COMPLETED = "COMPLETED", _("Finished")
    TERMINATED = "TERMINATED", _("Stopped early")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    AVAILABLE = "AVAILABLE", _("Expanded access available")
    UNSTATED = "", _("State not given")


class StudySiteQuerySet(models.QuerySet["StudySite"]):
    def listed(self) -> "StudySiteQuerySet":
        """Sites that the registry still names."""
        return self.filter(is_listed=True)

    def recruiting(self) -> "StudySiteQuerySet":
        """Sites that take people now, whatever the study's overall state says.

        A team's own "no" weighs more than the registry's word.
        """
        said = self.listed().filter(status=SiteStatus.RECRUITING)
        return said.filter(team_closed_on__isnull=True)


class StudySite(models.Model):
    """A place recruiting for one study: the registry's *location*.

    `latitude` and `longitude` are degrees of the city's centre, not of a building.
    """

    study = models.ForeignKey(Study, models.CASCADE, related_name="sites")
    # Stable across imports and public: forms and addresses name a site by it.
    key = models.CharField(max_length=16)
    position = models.PositiveIntegerField(default=0)
    facility = models.TextField(blank=True)
    city = models.TextField(blank=True)
    state = models.TextField(blank=True)
    postcode = models.CharField(max_length=64, blank=True)
    country_name = models.TextField(blank=True)
    country = models.CharField(max_length=2, blank=True)
    status = models.CharField(max_length=32, choices=SiteStatus.choices, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    # A site that vanished from the record stays, because enquiries may point at it.
    is_listed = models.BooleanField(default=True)

    # Ours: never replaced by an import.
    team_languages = models.JSONField(default=list, blank=True)
    # What this place's own team told us: still taking people, or not any more.
    team_confirmed_on = models.DateField(null=True, blank=True)
    team_closed_on = models.DateField(null=True, blank=True)
    # Within so many working days its team usually answers; empty where few have asked.
    answers_within = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = StudySiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("study site")
        verbose_name_plural = _("study sites")
        ordering = ["position", "pk"]
        indexes = [
            models.Index(fields=["latitude", "longitude"], name="site_by_position")
        ]
        constraints = [
            models.UniqueConstraint(fields=["study", "key"], name="site_key_unique"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                # A comparison with NULL is no refusal: each half is asked for.
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="site_coordinates_both_or_neither",
            ),
        ]

    def __str__(self) -> str:
        """Return study, town and name: many places are called “Research Site”."""
        parts = (self.study.registry_id, self.city, self.facility)
        return " – ".join(part for part in parts if part)

    @property
    def name(self) -> str:
        """Return what a person would call the place; never empty."""
        return self.facility or self.city or self.country_name or self.key

    @property
    def is_recruiting(self) -> bool:
        """Whether this very place takes people now."""
        is_said = self.is_listed and self.status == SiteStatus.RECRUITING
        return is_said and self.team_closed_on is None
