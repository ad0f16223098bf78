"""The nightly comparison: one batch at a time, in the hours that an operator sets."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone

from trials.importing.refreshing.rounds import RoundIsTakenError, go_on
from trials.models import RefreshRound
from trials.registry.errors import RegistryUnavailableError
from trials.registry.source import Client

log = logging.getLogger(__name__)

# Shorter than a day: a night whose first hour is lost begins a little later.
NEXT_ROUND = timedelta(hours=20)


def is_due(now: datetime, hours: tuple[int, int] | None) -> bool:
    """Whether it is night, and tonight's round is not over yet."""
    if hours is None:
        return False
    first, last = hours
    clock = timezone.localtime(now).hour
    is_night = first <= clock < last if first < last else not last <= clock < first
    return (
        is_night
        and not RefreshRound.objects.filter(
            is_over=True, begun_at__gt=now - NEXT_ROUND
        ).exists()
    )


def refresh_at_night(
    *, client: Client, now: datetime, hours: tuple[int, int] | None, pause: float
) -> bool:
    """Compare the next batch if it is time; whether anything was compared."""
    if not is_due(now, hours):
        return False
    try:
        go_on(client=client, now=now, wait=lambda: client.rest(pause))
    except RoundIsTakenError:
        return False
    except RegistryUnavailableError as error:
        log.warning("the comparison with the registry goes on later: %s", error)
        return False
    return True
