"""The whole second in which something was looked up: with its end it is old.

nginx counts whole seconds: what it may show for one it shows for up to two. So it is
told the second instead (`X-Accel-Expires`), and what a process knows ends with it too.
"""

from time import monotonic, time
from typing import NamedTuple

from django.http import HttpResponse

# A shared cache may keep a page for a second, and for a day while we are away.
SHARED = "public, max-age=0, s-maxage=1, stale-if-error=86400, must-revalidate"
# Until which second nginx may show it, and nobody else hears of.
EXPIRES = "X-Accel-Expires"


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


def share(response: HttpResponse, second: Second) -> None:
    """Let caches keep an answer; nginx, which counts otherwise, to this second's end.

    Before 1.23 nginx does not read in Cache-Control how long a copy may be shown while
    we are away, unless that stands first.
    """
    response["Cache-Control"] = SHARED
    response[EXPIRES] = f"@{second.number}"
