"""Prepared answers, each in several languages."""

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.teams.models.teams import Team

MAY_EDIT_COMMON = "contacts.change_replytemplate"


class ReplyTemplateQuerySet(models.QuerySet["ReplyTemplate"]):
    """Which prepared answers."""

    def usable_by(self, user: User) -> "ReplyTemplateQuerySet":
        """Return the common ones and those of somebody's own teams."""
        return self.filter(Q(team__isnull=True) | Q(team__in=teams_of(user)))

    def editable_by(self, user: User) -> "ReplyTemplateQuerySet":
        """Return what somebody may change: the own teams'; as editor the common."""
        may = Q(team__in=teams_of(user))
        if user.has_perm(MAY_EDIT_COMMON):
            may |= Q(team__isnull=True)
        return self.filter(may)

    def one(self, team: Team | None, key: str) -> "ReplyTemplateQuerySet":
        """Return one answer in all its languages."""
        return self.filter(team=team, key=key)


def teams_of(user: User) -> models.QuerySet[Team]:
    """Return the teams that somebody is a member of."""
    return Team.objects.filter(memberships__user=user)


class ReplyTemplate(models.Model):
    """One prepared answer in one language; `key` joins its languages.

    Placeholders: {first_name} {reference} {site} {study} {my_name}.
    """

    PERSONAL: set[str] = set()
    IMPERSONAL = {"id", "team", "key", "language", "title", "body", "position"}

    # Empty: every team may use it.
    team = models.ForeignKey(
        Team, models.CASCADE, related_name="templates", null=True, blank=True
    )
    key = models.SlugField(max_length=40)
    language = models.CharField(max_length=16)
    title = models.CharField(max_length=100)
    body = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)

    objects = ReplyTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("prepared answer")
        verbose_name_plural = _("prepared answers")
        ordering = ["position", "key", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "key", "language"], name="template_language_unique"
            ),
            models.UniqueConstraint(
                fields=["key", "language"],
                condition=Q(team__isnull=True),
                name="template_common_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"
