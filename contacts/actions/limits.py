"""Rate limits: a ticket is taken before the deed, so parallel tries count too."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import F

from contacts.models import Allowance
from portal.lib.tokens import content_hash


@dataclass(frozen=True)
class Limit:
    """At most `times` deeds of one kind by one visitor in each window `per`."""

    kind: str
    times: int
    per: timedelta


def take(limit: Limit, who: str, *, now: datetime) -> bool:
    """Use one of `who`'s tries; false when none is left in this window.

    One conditional UPDATE decides: of many tries at once no more than `times` pass.
    `who` is an address of a network or a person; only its keyed hash is stored.
    """
    row = {
        "key": content_hash(settings.SECRET_KEY, limit.kind, who),
        "window_at": window(now, limit.per),
    }
    Allowance.objects.bulk_create([Allowance(**row)], ignore_conflicts=True)
    free = Allowance.objects.filter(**row, taken__lt=limit.times)
    return bool(free.update(taken=F("taken") + 1))


def window(now: datetime, per: timedelta) -> datetime:
    """Return the beginning of the window that `now` lies in."""
    seconds = int(per.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=UTC)


def forget_allowances(*, now: datetime) -> int:
    """Delete what no limit needs any more; the longest window is a day."""
    old = Allowance.objects.filter(window_at__lt=now - timedelta(days=2))
    return old.delete()[0]
