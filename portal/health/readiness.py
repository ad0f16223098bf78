"""Whether each part is fit, by name; for people and monitors (docs/runbook.md)."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import redis
from django.conf import settings
from django.db import DatabaseError

from portal.database.clock import database_now
from portal.health.coming_in import (
    UNREAD,
    backlog,
    is_registry_fresh,
    oldest_unread_age,
    registry_age,
)
from portal.health.own_write import last_try
from portal.health.room import (
    database_bytes,
    disk_free,
    has_database_room,
    has_disk_room,
)
from portal.health.sending import SHARE, oldest_due_age, overdue, refused_share
from portal.health.working import job_ages, standing_jobs
from portal.jobs.clock import judge, noted_before, read_clocks

log = logging.getLogger(__name__)


def broker_answers() -> bool:
    """Whether Redis answers; true where none is used."""
    if not settings.REDIS_URL:
        return True
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1
    )
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()


def are_clocks_sure() -> bool:
    """Whether nothing contradicts the time."""
    return not judge(read_clocks(), noted_before())


@dataclass(frozen=True)
class Part:
    """Whether one part is fit, and the figure that says how it stands."""

    is_fit: Callable[[datetime], bool]
    figure: Callable[[datetime], object] | None = None


# Those that ask the database. Each comes by itself: one that fails hides no other.
PARTS = {
    "clock": Part(lambda now: are_clocks_sure()),
    "jobs": Part(lambda now: not standing_jobs(now), job_ages),
    "outbox": Part(lambda now: not overdue(), oldest_due_age),
    "attempts": Part(lambda now: refused_share() < SHARE, lambda now: refused_share()),
    "inbound": Part(
        lambda now: oldest_unread_age(now) <= UNREAD.total_seconds(),
        lambda now: backlog(),
    ),
    "database_space": Part(
        lambda now: has_database_room(), lambda now: database_bytes()
    ),
    "registry": Part(is_registry_fresh, registry_age),
}


def report() -> dict[str, Any]:
    """Return each part's state, which fail, and the figures behind them.

    `is_ready` when all are fit. What nobody could ask is None and counts as failing.
    """
    parts: dict[str, bool | None] = {
        "database": last_try.ask(),
        "broker": broker_answers(),
        "disk": has_disk_room(),
    }
    figures: dict[str, object] = {"disk": disk_free()}
    try:
        ask_database(parts, figures)
    except DatabaseError:
        parts |= {name: None for name in PARTS if name not in parts}
    failing = sorted(name for name, is_fit in parts.items() if not is_fit)
    return {**parts, "is_ready": not failing, "failing": failing, "figures": figures}


def ask_database(parts: dict[str, bool | None], figures: dict[str, object]) -> None:
    """Fill in what the database knows, as far as it answers."""
    now = database_now()
    figures["standing_jobs"] = standing_jobs(now)
    for name, part in PARTS.items():
        parts[name] = part.is_fit(now)
        if part.figure:
            figures[name] = part.figure(now)
