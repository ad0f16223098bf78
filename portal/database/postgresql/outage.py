"""Remembers for a moment that the database does not answer.

Otherwise every visitor waits in turn for a server that is known to hang, and those who
stand in the queue behind them wait longest.
"""

import threading
import time

# Seconds in which nobody asks again; then one asks for all.
REST = 2.0


class Outage:
    """One for each process; threads share it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.until: float | None = None

    def begin(self) -> None:
        """Note that the server did not answer."""
        self.until = time.monotonic() + REST

    def end(self) -> None:
        """Note that it answers."""
        self.until = None

    def refuses(self) -> bool:
        """Whether to give up at once; of many that ask, one is let through to try."""
        with self.lock:
            if self.until is None:
                return False
            if time.monotonic() < self.until:
                return True
            self.begin()
            return False


outage = Outage()
