"""What writes for long leaves room for the families who write meanwhile."""

from collections.abc import Callable
from time import monotonic, sleep
from typing import TypeVar

from django.db import connection

Written = TypeVar("Written")
# Seconds; a disk that is very slow must not make it last for ever.
SHORTEST, LONGEST = 0.02, 1.0


def leave_room(write: Callable[[], Written]) -> Written:
    """Write, then pause for as long as that took, for the others who want to write.

    SQLite has no queue of writers: those who wait ask again every tenth of a second,
    and whoever writes without a pause is nearly always quicker. With as long a pause
    every second try of theirs meets a free database.
    """
    began = monotonic()
    try:
        return write()
    finally:
        if connection.vendor == "sqlite":
            sleep(min(max(monotonic() - began, SHORTEST), LONGEST))
