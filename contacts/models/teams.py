"""Who answers for which site."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from trials.models import StudySite


class Team(models.Model):
    """People who answer for one or more study sites, or the portal's own desk."""

    PERSONAL: set[str] = set()
    IMPERSONAL = {"id", "name", "is_desk"}

    name = models.CharField(max_length=200)
    # The desk sees every enquiry; it catches what no site takes up.
    is_desk = models.BooleanField(default=False)
    sites = models.ManyToManyField(StudySite, related_name="teams", blank=True)

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A staff member in a team."""

    PERSONAL = {"user"}
    IMPERSONAL = {"id", "team"}

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships"
    )
    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "team"], name="membership_user_team_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.team_id}"
