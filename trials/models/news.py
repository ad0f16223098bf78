"""What became of studies since somebody last looked: the source of all alerts.

Nothing has to report a change. What is known of each study and site is kept, and
compared with what is there: an import, an edit in the admin and a command all count.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trials.models.sites import StudySite
from trials.models.statuses import OverallStatus
from trials.models.studies import Study


class Trigger(models.TextChoices):
    """What can be news."""

    NEW_STUDY = "NEW_STUDY", _("A new trial")
    RECRUITING = "RECRUITING", _("A trial has begun to take people")
    SITE_OPENED = "SITE_OPENED", _("A place has begun to take people")
    OLD_ENOUGH = "OLD_ENOUGH", _("A person reaches a trial's minimum age")


class WatchedStudy(models.Model):
    """A published study as it was when it was last looked at."""

    study = models.OneToOneField(Study, models.CASCADE, related_name="watched")
    status = models.CharField(max_length=32, choices=OverallStatus.choices)
    # Completed months of life, from the registry's words.
    youngest_months = models.PositiveIntegerField(db_index=True)
    oldest_months = models.PositiveIntegerField()
    minimum_age = models.CharField(max_length=32, blank=True)
    maximum_age = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = _("watched study")
        verbose_name_plural = _("watched studies")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.study_id} {self.status}"


class WatchedSite(models.Model):
    """A site that took people when it was last looked at."""

    site = models.OneToOneField(StudySite, models.CASCADE, related_name="watched")

    class Meta:
        verbose_name = _("watched site")
        verbose_name_plural = _("watched sites")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.site_id)


class StudyNews(models.Model):
    """One thing that happened; public, like the record that it comes from."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="news")
    # The place that opened; empty: the whole study.
    site = models.ForeignKey(
        StudySite, models.CASCADE, related_name="news", null=True, blank=True
    )
    trigger = models.CharField(max_length=16, choices=Trigger.choices)
    happened_at = models.DateTimeField(db_index=True)
    # Empty until everybody who wants to know of it has been found.
    matched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("news of a study")
        verbose_name_plural = _("news of studies")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["id"], name="news_waiting", condition=Q(matched_at=None)
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(trigger="SITE_OPENED", site__isnull=False)
                | (~Q(trigger="SITE_OPENED") & Q(site__isnull=True)),
                name="news_of_a_site_has_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.study_id} {self.trigger}"
