"""A hospital across studies: the registry writes its name anew in each of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.teams.models.teams import Team
from trials.models import StudySite


class Facility(models.Model):
    """A hospital; its team answers for its places in all studies."""

    PERSONAL: set[str] = set()
    IMPERSONAL = {"id", "name", "city", "country", "team"}

    name = models.TextField(_("name"))
    city = models.TextField(_("town"), blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    team = models.ForeignKey(
        Team, models.SET_NULL, related_name="facilities", null=True, blank=True
    )

    class Meta:
        verbose_name = _("hospital")
        verbose_name_plural = _("hospitals")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.city}" if self.city else self.name


class FacilityName(models.Model):
    """One way of writing a hospital's name that an administrator has confirmed."""

    PERSONAL: set[str] = set()
    IMPERSONAL = {"id", "facility", "name", "folded_name", "folded_city", "country"}

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="names")
    name = models.TextField()
    # As `contacts.teams.facility_matching` folds them.
    folded_name = models.CharField(max_length=200)
    folded_city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, blank=True)

    class Meta:
        verbose_name = _("name of a hospital")
        verbose_name_plural = _("names of hospitals")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["folded_name", "folded_city", "country"],
                name="facility_name_of_one_facility",
            )
        ]

    def __str__(self) -> str:
        return self.name


class FacilityPlaceQuerySet(models.QuerySet["FacilityPlace"]):
    """Which places."""

    def confirmed(self) -> "FacilityPlaceQuerySet":
        """Places that an administrator, or a confirmed name, put there."""
        return self.filter(confirmed_at__isnull=False)

    def proposed(self) -> "FacilityPlaceQuerySet":
        """Places that wait for an administrator's look."""
        return self.filter(confirmed_at__isnull=True, refused_at__isnull=True)


class FacilityPlace(models.Model):
    """A study's place that is, or may be, part of a hospital.

    One that was refused stays, so that nobody is asked a second time.
    """

    PERSONAL = {"by"}
    IMPERSONAL = {"id", "facility", "site", "confirmed_at", "refused_at"}

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="places")
    site = models.OneToOneField(
        StudySite, models.CASCADE, related_name="facility_place"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    # "worker" or "user:<pk>", as in the audit.
    by = models.CharField(max_length=64)

    objects = FacilityPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place of a hospital")
        verbose_name_plural = _("places of hospitals")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(refused_at__isnull=True),
                name="facility_place_confirmed_or_refused",
            )
        ]

    def __str__(self) -> str:
        return f"{self.site_id} in {self.facility_id}"
