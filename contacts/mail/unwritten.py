"""What became of a mail that has left is written down before any other leaves.

A mail that has gone, but whose row does not say so, goes again when its lease ends. So
a database that is away for a moment is waited for; where it stays away, or has no room
for a row, this thread hands over nothing more until that is written.
"""

import logging
import threading
from collections.abc import Callable
from time import monotonic, sleep

from django.db import InterfaceError, InternalError, OperationalError, connection

log = logging.getLogger(__name__)

Deed = Callable[[], None]
# A crash, a full disk, a line that broke, a database that only reads.
AWAY = (OperationalError, InterfaceError, InternalError)
PAUSE = 0.2


class Unwritten(threading.local):
    """The deeds of this thread that the database has still to take."""

    def __init__(self) -> None:
        self.deeds: list[Deed] = []

    def add(self, deed: Deed) -> None:
        """Let something wait to be written; written twice it must be the same."""
        self.deeds.append(deed)

    def write(self, until: float) -> None:
        """Write what waits; raises when the database is still away at `until`.

        `until` is a time of the monotonic clock.
        """
        while self.deeds:
            try:
                self.deeds[0]()
            except AWAY:
                if monotonic() > until or connection.in_atomic_block:
                    log.warning("what became of a mail is still to be written")
                    raise
                connection.close()
                sleep(PAUSE)
            except Exception:
                del self.deeds[0]
                raise
            else:
                del self.deeds[0]


unwritten = Unwritten()
