"""One row for each kind of alarm: since when, and who was told when."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from portal.alarms.kinds import PATIENT, AlarmKind
from portal.database.clock import from_now

# So long one process may take to tell it before another may try.
TELLING = timedelta(minutes=2)


class AlarmQuerySet(models.QuerySet["Alarm"]):
    """Which alarms."""

    def standing(self) -> "AlarmQuerySet":
        """Those that have begun and not ended."""
        return self.filter(ended_at=None)

    def to_tell(self, again: timedelta, patience: timedelta) -> "AlarmQuerySet":
        """Those to be told: a beginning, once more after `again`, or an end.

        What often mends itself must have been seen for `patience`. One that ended
        untold is nobody's matter.
        """
        new = Q(told_at=None) | Q(told_at__lt=F("began_at"))
        # SQLite compares times as text, to the thousandth of a second.
        least = patience - timedelta(milliseconds=1)
        seen_for = Q(sounded_at__gte=F("began_at") + least)
        begun = self.standing().filter(new & (seen_for | ~Q(kind__in=PATIENT)))
        stands = self.standing().filter(told_at__lte=from_now(-again))
        unheard = Q(end_told_at=None) | Q(end_told_at__lt=F("ended_at"))
        ended = self.exclude(ended_at=None).filter(unheard, told_at__gte=F("began_at"))
        return begun | stands | ended

    def claim(self, pk: int) -> bool:
        """Take one to be told; false when another process tells it."""
        free = Q(telling_until=None) | Q(telling_until__lte=Now())
        mine = self.filter(free, pk=pk)
        return bool(mine.update(telling_until=from_now(TELLING)))


class Alarm(models.Model):
    """One kind of trouble. Its row stays when it ends."""

    PERSONAL: set[str] = set()
    IMPERSONAL = {
        *("id", "kind", "detail", "began_at", "sounded_at", "ended_at"),
        *("told_at", "end_told_at", "telling_until"),
    }

    kind = models.CharField(max_length=16, choices=AlarmKind.choices, unique=True)
    # Codes and counts only.
    detail = models.JSONField(default=dict, blank=True)
    began_at = models.DateTimeField(db_default=Now())
    # When the trouble was last seen.
    sounded_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    end_told_at = models.DateTimeField(null=True, blank=True)
    telling_until = models.DateTimeField(null=True, blank=True)

    objects = AlarmQuerySet.as_manager()

    class Meta:
        app_label = "portal"
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.kind
