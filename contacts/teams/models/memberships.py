"""Who belongs to a team, and so may see what."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.teams.models.teams import Team


class Role(models.TextChoices):
    """What a member does in a team."""

    COORDINATOR = "COORDINATOR", _("Coordinator")
    DEPUTY = "DEPUTY", _("Deputy")


class Membership(models.Model):
    """A staff member in a team."""

    PERSONAL = {"user", "absent_until"}
    IMPERSONAL = {"id", "team", "role"}

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships"
    )
    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    role = models.CharField(
        max_length=16, choices=Role.choices, default=Role.COORDINATOR
    )
    # The last day away; reminders go to the deputies meanwhile.
    absent_until = models.DateField(null=True, blank=True)

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


def works_at_desk(user: User) -> bool:
    """Whether somebody sees every enquiry; asked once for each request's user."""
    known = getattr(user, "is_desk_member", None)
    if known is None:
        desk = Membership.objects.filter(user=user, team__is_desk=True)
        known = user.is_desk_member = desk.exists()
    return known


def sites_of(user: User) -> list[int]:
    """Return the ids of the sites that somebody answers for; asked once as well.

    Ids and not a subquery: with them the databases read an index in its order.
    """
    known = getattr(user, "team_site_ids", None)
    if known is None:
        links = Team.sites.through.objects.filter(team__memberships__user=user)
        known = user.team_site_ids = sorted(
            set(links.values_list("studysite_id", flat=True))
        )
    return known
