"""An alarm begins and ends; telling it is another matter (telling.py)."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from portal.alarms.models import Alarm
from portal.database.clock import from_now


@transaction.atomic
def sound(kind: str, **detail: object) -> None:
    """Begin an alarm, or say that it still stands; `detail` holds codes and counts."""
    _row, is_new = Alarm.objects.get_or_create(kind=kind, defaults={"detail": detail})
    if is_new:
        return
    row = Alarm.objects.filter(kind=kind)
    row.exclude(ended_at=None).update(began_at=Now(), ended_at=None, telling_until=None)
    row.update(sounded_at=Now(), detail=detail)


def settle(kind: str, *, at_once: bool = False) -> None:
    """End an alarm, if it stands and has not been seen for a while.

    Of two machines one may see the trouble and the other not; and what comes and goes
    is one trouble.
    """
    standing = Alarm.objects.standing().filter(kind=kind)
    if not at_once:
        quiet = timedelta(seconds=settings.ALARM_QUIET_SECONDS)
        standing = standing.filter(sounded_at__lte=from_now(-quiet))
    if standing.exists():
        standing.update(ended_at=Now(), telling_until=None)
