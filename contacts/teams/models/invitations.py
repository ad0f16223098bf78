"""Who is asked to join a team or to take a role, and has not answered yet."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.teams.models.memberships import Role
from contacts.teams.models.roles import StaffRole
from contacts.teams.models.teams import Team
from portal.lib.crypto import EncryptedTextField


class Invitation(models.Model):
    """A staff member to be; only the mailed link makes the account.

    Into a team as coordinator or deputy, or without a team into another role.
    """

    PERSONAL = {"email", "token_hash", "invited_by"}
    IMPERSONAL = {"id", "team", "role", "invited_at"}

    team = models.ForeignKey(
        Team, models.CASCADE, related_name="invitations", null=True, blank=True
    )
    role = models.CharField(
        max_length=16,
        choices=[*Role.choices, *StaffRole.choices],
        default=Role.COORDINATOR,
    )
    email = EncryptedTextField()
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True
    )
    invited_at = models.DateTimeField()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(team__isnull=False, role__in=Role.values)
                | Q(team__isnull=True, role__in=StaffRole.values),
                name="invitation_team_or_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.role}"
