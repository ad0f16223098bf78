"""After a failed try the next one waits, longer each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Case, DateTimeField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from portal.keyring import lookup_secret
from portal.lib.tokens import content_hash


class Pause(models.Model):
    """How often somebody was wrong of late, and when they may try again."""

    PERSONAL = {"key"}
    IMPERSONAL = {"id", "tries", "next_try_at"}

    # A keyed hash, as above.
    key = models.CharField(max_length=64, unique=True)
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.tries} until {self.next_try_at:%Y-%m-%d %H:%M}"


@dataclass(frozen=True)
class Pauses:
    """Wrong tries: so many are free, then each waits longer than the last.

    They are forgotten after `per` without another one.
    """

    kind: str
    free: int
    steps: Sequence[timedelta]
    per: timedelta = timedelta(days=1)


def pause_key(pauses: Pauses, who: str) -> str:
    """Return what is kept instead of an address."""
    return content_hash(lookup_secret(), pauses.kind, who)


def may_try(free: int, now: datetime) -> Q:
    """Return the condition of rows with `tries` on which one may try now."""
    return Q(tries__lt=free - 1) | Q(next_try_at__lte=now)


def after_try(free: int, steps: Sequence[timedelta], now: datetime) -> Case:
    """Return when one may try again after one more try: later and later."""
    waits = [
        When(tries__lt=free - 1 + number, then=Value(now + step))
        for number, step in enumerate(steps, start=1)
    ]
    return Case(
        When(tries__lt=free - 1, then=Value(now)),
        *waits,
        default=Value(now + steps[-1]),
        output_field=DateTimeField(),
    )
