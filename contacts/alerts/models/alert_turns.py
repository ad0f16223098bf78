"""Which news an alert round has come to, whose turn it is, and how many may leave."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from portal.database.clock import from_now


class AlertTurnQuerySet(models.QuerySet["AlertTurn"]):
    def take(self, name: str, lease: timedelta) -> bool:
        """Take a turn that nobody has, on the database's clock; false without."""
        self.bulk_create([AlertTurn(name=name)], ignore_conflicts=True)
        free = self.filter(name=name, stopped_at=None, busy_until__lte=Now())
        return bool(free.update(busy_until=from_now(lease)))

    def keep(self, name: str, lease: timedelta) -> bool:
        """Hold a turn for longer; false when somebody has stopped it."""
        mine = self.filter(name=name, stopped_at=None)
        return bool(mine.update(busy_until=from_now(lease)))

    def give_back(self, name: str, after: timedelta = timedelta()) -> None:
        """Let the next one have it, at once or in a while."""
        # A moment ago: SQLite compares times as text, to the thousandth of a second.
        pause = after if after > timedelta() else timedelta(seconds=-1)
        self.filter(name=name).update(busy_until=from_now(pause))

    @transaction.atomic
    def draw(self, name: str, wanted: int, rate: float, seconds: float) -> int:
        """Take up to `wanted` places out of a bucket that all processes share.

        It fills at `rate` a second and holds those of some seconds, at least one.
        `busy_until` is when what was taken has run in again.
        """
        row = self.select_for_update().filter(name=name, stopped_at=None)
        asked = row.values_list("busy_until", Now())
        if not (found := asked.first()) and self.is_made(name):
            found = asked.first()
        if not found:
            return 0
        now, until = found[1], max(found)
        full = now + timedelta(seconds=max(seconds, 1 / rate))
        # A moment more: times are cut to the thousandth of a second.
        there = int((full - until).total_seconds() * rate + 0.001)
        places = max(0, min(wanted, there))
        row.update(busy_until=until + timedelta(seconds=places / rate))
        return places

    def is_made(self, name: str) -> bool:
        """Make a row that is not there yet; false where it is."""
        if self.filter(name=name).exists():
            return False
        self.bulk_create([AlertTurn(name=name)], ignore_conflicts=True)
        return True

    @transaction.atomic
    def queue_up(self, name: str, places: int, rate: float) -> float:
        """Take places in a row that moves at `rate` a second.

        Return after how many seconds the first of them has its turn.
        """
        self.bulk_create([AlertTurn(name=name)], ignore_conflicts=True)
        row = self.select_for_update().filter(name=name)
        found = row.values_list("busy_until", Now()).get()
        first = max(found)
        row.update(busy_until=first + timedelta(seconds=places / rate))
        return (first - found[1]).total_seconds()

    @transaction.atomic
    def put_back(self, name: str, places: int, rate: float) -> None:
        """Let others have places that were taken and not used."""
        row = self.select_for_update().filter(name=name)
        for until in row.values_list("busy_until", flat=True):
            row.update(busy_until=until - timedelta(seconds=places / rate))


class AlertTurn(models.Model):
    """One of the jobs, done by so many processes at a time; the desk can stop it."""

    PERSONAL = {"stopped_by"}
    IMPERSONAL = {
        *("id", "name", "busy_until", "stopped_at"),
        *("run_at", "found", "aged_on", "aged_through"),
    }

    MATCHING = "matching"
    # The bucket of places; whoever sends has a row "sender …" beside it.
    SENDING = "sending"

    name = models.CharField(max_length=16, unique=True)
    busy_until = models.DateTimeField(db_default=Now())
    stopped_at = models.DateTimeField(null=True, blank=True)
    # "user:<pk>"
    stopped_by = models.CharField(max_length=64, blank=True)
    # The last run that came to its end, and what all runs came to.
    run_at = models.DateTimeField(null=True, blank=True)
    found = models.PositiveBigIntegerField(default=0)
    # The day on which birthdays were last looked at.
    aged_on = models.DateField(null=True, blank=True)
    # … and the last study that was, while that is not done.
    aged_through = models.PositiveBigIntegerField(default=0)

    objects = AlertTurnQuerySet.as_manager()

    class Meta:
        verbose_name = _("turn of a job")
        verbose_name_plural = _("turns of jobs")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
