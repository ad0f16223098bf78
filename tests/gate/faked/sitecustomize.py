"""Read by every Python that the gate starts on another day, before anything else.

libfaketime knows no sleep until a moment, which is how Python 3.11 and later sleep.
"""

import select
import time


def sleep(seconds: float) -> None:
    """Sleep for so long, by a call that is left alone."""
    select.select([], [], [], max(seconds, 0))


time.sleep = sleep
