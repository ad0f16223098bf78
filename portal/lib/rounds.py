"""The one loop of every small queue: take each row, log what fails, put it off.

What takes a row locks it first and finds nothing where another worker was quicker.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import F, QuerySet

from portal.database.pausing import leave_room

log = logging.getLogger(__name__)

# So long a row that could not be dealt with waits before it is tried again.
LATER = timedelta(minutes=10)


def go_round(
    due: QuerySet[Any],
    take: Callable[[int], object],
    *,
    now: datetime,
    limit: int,
    waits: str = "retry_at",
    later: timedelta = LATER,
) -> int:
    """Take each of the rows that are due; return how many were looked at.

    One that fails holds up no other: it is logged and comes again later, as its field
    `waits` says. Between two of them others may write.
    """
    pks = list(due.values_list("pk", flat=True)[:limit])
    for pk in pks:
        leave_room(partial(try_to_take, due, pk, take, {waits: now + later}))
    return len(pks)


def try_to_take(
    due: QuerySet[Any], pk: int, take: Callable[[int], object], put_off: dict[str, Any]
) -> None:
    """Take one row; what fails is put off, unless somebody settled it meanwhile."""
    count_try(due, pk)
    try:
        take(pk)
    except Exception:
        name = due.model.__name__
        log.exception("%s %s could not be dealt with; trying later", name, pk)
        due.filter(pk=pk).update(**put_off)


def count_try(due: QuerySet[Any], pk: int) -> None:
    """Count a try where the table counts them: first, for a worker may die of it."""
    if any(field.name == "attempts" for field in due.model._meta.get_fields()):
        due.filter(pk=pk).update(attempts=F("attempts") + 1)
