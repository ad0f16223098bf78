"""Who belongs to a team, and so may see what."""

from datetime import date, time

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.teams.models.teams import Team


class Role(models.TextChoices):
    """What a member does in a team."""

    COORDINATOR = "COORDINATOR", _("Coordinator")
    DEPUTY = "DEPUTY", _("Deputy")


class Hears(models.TextChoices):
    """When a member hears of what came in."""

    AT_ONCE = "AT_ONCE", _("At once")
    DIGEST = "DIGEST", _("Once a day, all together")


class Membership(models.Model):
    """A staff member in a team."""

    PERSONAL = {
        *("user", "absent_until", "hears", "quiet_from", "quiet_until"),
        "digest_sent_at",
    }
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
    hears = models.CharField(
        max_length=16,
        choices=Hears.choices,
        default=Hears.AT_ONCE,
        db_default=Hears.AT_ONCE,
    )
    # Hours of the team's own clock, over midnight where the first is the later one.
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    digest_sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "team"], name="membership_user_team_unique"
            ),
            # A bare comparison with NULL would let half a pair through.
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False)
                & ~Q(quiet_from=F("quiet_until")),
                name="membership_quiet_both_or_neither",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.team_id}"

    def is_quiet_at(self, clock: time) -> bool:
        """Whether the member asked for silence at an hour of the team's clock."""
        begins, ends = self.quiet_from, self.quiet_until
        if begins is None or ends is None:
            return False
        return is_between(clock, begins, ends)


def is_between(clock: time, begins: time, ends: time) -> bool:
    """Whether a clock stands within hours that may hold midnight."""
    if begins < ends:
        return begins <= clock < ends
    return clock >= begins or clock < ends


def who_are_there(today: date) -> Q:
    """Return which members are not away."""
    return Q(absent_until__isnull=True) | Q(absent_until__lt=today)
