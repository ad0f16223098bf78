"""The portal looks at itself: conditions begin and end alarms, and these are told."""

import logging
from datetime import datetime, timedelta

from portal.alarms.kinds import AlarmKind
from portal.alarms.sounding import settle, sound
from portal.alarms.telling import tell_alarms
from portal.database.clock import database_now, from_now
from portal.health.conditions import CONDITIONS
from portal.health.models import OwnWrite

log = logging.getLogger(__name__)

# What a process wrote that is gone since.
OLD = timedelta(days=1)


def watch() -> int:
    """Look at everything once; return how many alarms were told."""
    now = database_now()
    for kind in CONDITIONS:
        look_at(kind, now)
    OwnWrite.objects.filter(at__lt=from_now(-OLD)).delete()
    return tell_alarms()


def look_at(kind: AlarmKind, now: datetime) -> None:
    """Look at one condition; one that cannot be looked at hides no other."""
    try:
        detail = CONDITIONS[kind](now)
    except Exception:
        log.exception("%s could not be looked at", kind)
        return
    if detail is None:
        settle(kind)
    else:
        sound(kind, **detail)
