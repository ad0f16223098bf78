"""Ends a process that lives and does nothing; whoever started it starts it again."""

import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field

log = logging.getLogger(__name__)

# What the process says when it ends itself (EX_SOFTWARE of sysexits.h).
STATUS = 70


@dataclass
class Progress:
    """When something last went on: `count` grows with each step."""

    count: int = -1
    moved_at: float = field(default_factory=time.monotonic)

    def see(self, count: int, now: float) -> None:
        """Look at the count."""
        if count != self.count:
            self.count, self.moved_at = count, now

    def stands_for(self, now: float, since: float | None = None) -> float:
        """Return for how long nothing went on; time before `since` does not count."""
        return now - max(self.moved_at, since or self.moved_at)


def end_process(
    why: str, seconds: float, leave: Callable[[int], None] = os._exit
) -> None:
    """End this very process, at once: what it holds is free when its lease ends."""
    log.critical("%s for %d seconds; this process ends itself", why, seconds)
    logging.shutdown()
    leave(STATUS)
