"""When each periodic job is due next, and when it last came to its end."""

from datetime import timedelta

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from portal.database.clock import from_now

# A moment ago: SQLite compares times as text, to the thousandth of a second.
BEFORE = timedelta(seconds=-1)


class JobTurnQuerySet(models.QuerySet["JobTurn"]):
    """Which turns."""

    def due(self, names: list[str]) -> list[str]:
        """Return those of the named jobs whose time has come."""
        rows = self.filter(name__in=names, due_at__lte=Now())
        return list(rows.values_list("name", flat=True))

    def take(self, name: str, seconds: float) -> bool:
        """Take a job's turn; false when another scheduler was quicker.

        One conditional UPDATE on the database's clock.
        """
        due = self.filter(name=name, due_at__lte=Now())
        return bool(due.update(due_at=from_now(timedelta(seconds=seconds))))

    def give_back(self, name: str) -> None:
        """Let the next scheduler have it: nobody could be told."""
        self.filter(name=name).update(due_at=from_now(BEFORE))

    def add_missing(self, names: list[str]) -> None:
        """Make a row for each job that has none, due at once."""
        known = set(self.values_list("name", flat=True))
        new = [JobTurn(name=name) for name in names if name not in known]
        if new:
            self.bulk_create(new, ignore_conflicts=True)


class JobTurn(models.Model):
    """One periodic job of the whole installation."""

    PERSONAL: set[str] = set()
    IMPERSONAL = {"id", "name", "added_at", "due_at", "finished_at"}

    name = models.CharField(max_length=40, unique=True)
    added_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now())
    # The end of the last round that did not fail; true to some seconds.
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobTurnQuerySet.as_manager()

    class Meta:
        app_label = "portal"
        verbose_name = _("periodic job")
        verbose_name_plural = _("periodic jobs")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ClockNote(models.Model):
    """What two clocks showed at one moment on one machine; a jump contradicts it."""

    PERSONAL: set[str] = set()
    IMPERSONAL = {"id", "machine", "noted_at", "uptime", "doubted_at"}

    # Names one run of one machine, from its start to its stop.
    machine = models.CharField(max_length=64, unique=True)
    noted_at = models.DateTimeField()
    # Seconds since the machine's start, which no clock that is set moves.
    uptime = models.FloatField()
    # The uptime at which both first contradicted each other.
    doubted_at = models.FloatField(null=True, blank=True)

    class Meta:
        app_label = "portal"
        verbose_name = _("note of the clocks")
        verbose_name_plural = _("notes of the clocks")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.machine
