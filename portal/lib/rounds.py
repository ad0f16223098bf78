"""The one loop of every small queue: take each row, log what fails, put it off.

A queue's rows have `retry_at`, and `attempts` where they are not tried for ever. What
takes a row locks it first and finds nothing where another worker was quicker.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Model, QuerySet

log = logging.getLogger(__name__)

# So long a row that could not be dealt with waits before it is tried again.
LATER = timedelta(minutes=10)


def go_round(
    due: QuerySet[Any], take: Callable[[int], None], *, now: datetime, limit: int
) -> int:
    """Take each of the rows that are due; return how many were looked at.

    One that fails holds up no other: it is logged, counted and comes again later.
    """
    pks = list(due.values_list("pk", flat=True)[:limit])
    for pk in pks:
        try:
            take(pk)
        except Exception:
            log.exception(
                "%s %s could not be dealt with; trying later", due.model.__name__, pk
            )
            put_off(due.model, pk, now)
    return len(pks)


def put_off(model: type[Model], pk: int, now: datetime) -> None:
    """Let a row wait, and count the try where its table counts them."""
    values: dict[str, Any] = {"retry_at": now + LATER}
    if any(field.name == "attempts" for field in model._meta.get_fields()):
        values["attempts"] = F("attempts") + 1
    model._default_manager.filter(pk=pk).update(**values)
