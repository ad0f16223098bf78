"""Who answers for which site, and when they work."""

from datetime import date, time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.teams.working_times import (
    check_dates,
    check_days,
    check_language,
    check_languages,
    check_zone,
    monday_to_friday,
)
from portal.database.known_sql import KnownQuery
from trials.models import Study, StudyContact, StudySite


class TeamQuerySet(models.QuerySet["Team"]):
    def answering_for(self, site: StudySite | None) -> "Team | None":
        """Return the team of a site, if there is one; it may bring it along."""
        team: Team | None = getattr(site, "answering_team", None)
        if site is None or hasattr(site, "answering_team"):
            return team
        return next(iter(OF_SITE.rows(site.pk)), None)

    def answering_for_study(self, study: Study) -> "Team | None":
        """Return the team that answers for a whole study, if there is one."""
        return self.filter(studies=study, is_desk=False).order_by("pk").first()


class Team(models.Model):
    """People who answer for one or more study sites, or the portal's own desk."""

    PERSONAL: set[str] = set()
    IMPERSONAL = {
        *("id", "name", "is_desk", "time_zone", "country", "opens_at", "closes_at"),
        *("work_days", "free_days", "answer_days", "is_paused", "paused_until"),
        *("capacity", "language", "other_languages", "is_rehearsing", "kept_days"),
    }

    name = models.CharField(_("name"), max_length=200)
    # The desk sees every enquiry; it catches what no site takes up.
    is_desk = models.BooleanField(_("portal desk"), default=False)
    sites = models.ManyToManyField(StudySite, related_name="teams", blank=True)
    # It answers for these as a whole, wherever a place has nobody of its own.
    studies = models.ManyToManyField(Study, related_name="teams", blank=True)

    # Empty: as the site's own country and place have it.
    time_zone = models.CharField(
        _("time zone"), max_length=64, blank=True, validators=[check_zone]
    )
    country = models.CharField(
        _("country whose public holidays count"), max_length=2, blank=True
    )
    opens_at = models.TimeField(_("work begins"), default=time(9))
    closes_at = models.TimeField(_("work ends"), default=time(17))
    work_days = models.JSONField(
        _("working days"), default=monday_to_friday, validators=[check_days]
    )
    # More free days as "2026-12-24": a hospital's own.
    free_days = models.JSONField(
        _("more free days"), default=list, blank=True, validators=[check_dates]
    )
    # Its members' mails; families have a language of their own.
    language = models.CharField(
        _("language of its e-mails"),
        max_length=16,
        default=settings.LANGUAGE_CODE,
        validators=[check_language],
    )
    # Codes of CLDR; families read them before they write.
    other_languages = models.JSONField(
        _("other languages in which it answers"),
        default=list,
        db_default=models.Value([], models.JSONField()),
        blank=True,
        validators=[check_languages],
    )
    # Working days within which the team promises to answer; empty: the portal's.
    answer_days = models.PositiveSmallIntegerField(
        _("answers within working days"), null=True, blank=True
    )
    is_paused = models.BooleanField(_("takes no new enquiries"), default=False)
    paused_until = models.DateField(_("until"), null=True, blank=True)
    # Open enquiries above which no new ones are offered; empty: no limit.
    capacity = models.PositiveIntegerField(
        _("most open enquiries at once"), null=True, blank=True
    )
    # Days after the end of an enquiry until it is erased; empty: the portal's.
    kept_days = models.PositiveSmallIntegerField(
        _("days until what has ended is erased"), null=True, blank=True
    )

    # Families are not led to it; its members send themselves messages to try the way.
    is_rehearsing = models.BooleanField(_("rehearses"), default=False, db_default=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__lt=models.F("closes_at")),
                name="team_opens_before_it_closes",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def languages(self) -> list[str]:
        """Return the languages in which the team answers, that of its mails first."""
        others = [one for one in self.other_languages if one != self.language]
        return [self.language, *others]

    def is_resting(self, today: date) -> bool:
        """Whether the team has asked for a pause that lasts."""
        lasts = self.paused_until is None or self.paused_until >= today
        return self.is_paused and lasts

    def registry_addresses(self) -> list[str]:
        """Return the registry's addresses of the team's sites, each once."""
        contacts = StudyContact.objects.filter(site__in=self.sites.all())
        found = contacts.exclude(email="").values_list("email", flat=True)
        return sorted(set(found))


OF_SITE = KnownQuery(
    lambda site: Team.objects.filter(sites=site, is_desk=False).order_by("pk")[:1], int
)
