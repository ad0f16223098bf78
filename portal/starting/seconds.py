"""The whole second in which something was looked up: with its end it is old.

nginx counts whole seconds: what it may show for one it shows for up to two. So it is
told the second instead (`X-Accel-Expires`), and what a process knows ends with it too.
"""

from time import monotonic, time
from typing import NamedTuple


class Second(NamedTuple):
    """One of them: its number since 1970, and its end on the monotonic clock."""

    number: int
    until: float

    def lasts(self) -> bool:
        """Whether it is not over yet."""
        return monotonic() < self.until


def this_second() -> Second:
    """Return the one that is now."""
    # In this order: a pause between them makes its end earlier, never later.
    began, now = monotonic(), time()
    return Second(int(now), began + int(now) + 1 - now)
