"""One comparison of all studies with their registry, from its beginning to its end."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from portal.database.clock import from_now


class RefreshRoundQuerySet(models.QuerySet["RefreshRound"]):
    def open(self) -> "RefreshRoundQuerySet":
        """Rounds that are not at their end; there is at most one."""
        return self.filter(is_over=False)

    def take(self, pk: int, lease: timedelta) -> bool:
        """Take a round that nobody works on, on the database's clock."""
        free = self.open().filter(pk=pk, busy_until__lte=Now())
        return bool(free.update(busy_until=from_now(lease)))

    def keep(self, pk: int, lease: timedelta) -> None:
        """Hold a round for longer."""
        self.filter(pk=pk).update(busy_until=from_now(lease))

    def give_back(self, pk: int) -> None:
        """Let the next one go on."""
        # A moment ago: SQLite compares times as text, to the thousandth of a second.
        self.filter(pk=pk).update(busy_until=from_now(timedelta(seconds=-1)))


class RefreshRound(models.Model):
    """How far a comparison is, and what it found; one is open at a time."""

    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    is_over = models.BooleanField(default=False, db_default=False)
    busy_until = models.DateTimeField(db_default=Now())
    # The number of the last study that was looked at: here the next worker goes on.
    through = models.CharField(max_length=16, blank=True, default="", db_default="")
    same = models.PositiveIntegerField(default=0, db_default=0)
    # Numbers of studies, for the summary.
    changed = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    failed = models.JSONField(default=list)

    objects = RefreshRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("comparison with the registry")
        verbose_name_plural = _("comparisons with the registry")
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_over"],
                condition=Q(is_over=False),
                name="refresh_round_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d %H:%M}"

    @property
    def summary(self) -> str:
        """Return what came of it, in one line for operators."""
        found = {"changed": self.changed, "missing": self.missing}
        parts = [
            f"{name} {len(rows)}{in_brackets(rows)}" for name, rows in found.items()
        ]
        parts.append(f"not compared {len(self.failed)}{in_brackets(self.failed)}")
        return f"unchanged {self.same}, " + ", ".join(parts)


def in_brackets(numbers: list[str]) -> str:
    """Return the first numbers in brackets, for a line that can be read."""
    shown = ", ".join(numbers[:10]) + (", …" if len(numbers) > 10 else "")
    return f" ({shown})" if numbers else ""
