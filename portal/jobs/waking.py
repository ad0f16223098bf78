"""Waking a worker as soon as something is committed; its turn comes anyway.

Nobody who asked for a page waits for that: with Redis a thread of this process tells
the broker, without it a datagram goes to the embedded worker on the same machine. What
does not arrive costs what it cost before, the wait for the next turn.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.db import transaction

from portal.celery import JOBS

log = logging.getLogger(__name__)

# On average one telling in so many seconds: what comes meanwhile is told together.
TOGETHER = 0.02
# So many may be told each by itself, after a time in which nothing was.
IN_CREDIT = 5
# After the broker could not be told; that may have taken seconds.
REST = 1.0
# Jobs that are woken; each has rows of its own to look for.
WOKEN = ("send-enquiries", "send-bulk")


def hand_out(name: str) -> None:
    """Put one round of a job into its queue."""
    job = JOBS[name]
    current_app.send_task(
        job.task,
        kwargs=job.kwargs,
        queue=job.queue,
        # Nobody took it in its own interval: the next one does it.
        expires=max(job.seconds, 1),
    )


def wake_after_commit(name: str) -> None:
    """Let a job begin as soon as this transaction is there for others."""
    transaction.on_commit(partial(wake, name), robust=True)


def wake(name: str) -> None:
    """Let a job begin at once; returns at once, whether anybody is there or not."""
    if settings.REDIS_URL:
        tellers.of_this_process().tell(name)
    else:
        ring(name)


class TellingPace:
    """How soon the next may be told: at once while there is credit, then one by one.

    So a message at fifty a second need not wait, and a flood costs no more than before.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        # When all that was told is paid for.
        self.paid_at = clock()

    def rest(self) -> float:
        """Count one telling; return how long the next one has to wait."""
        now = self.clock()
        self.paid_at = max(self.paid_at, now) + TOGETHER
        return max(0.0, self.paid_at - now - TOGETHER * (IN_CREDIT - 1))


class Teller(threading.Thread):
    """Tells the broker; all that comes while it rests, or is busy, once."""

    def __init__(self) -> None:
        super().__init__(name="teller", daemon=True)
        self.news = threading.Event()
        self.names: set[str] = set()
        self.pace = TellingPace()

    def tell(self, name: str) -> None:
        """Let a job be told of."""
        self.names.add(name)
        self.news.set()

    def run(self) -> None:
        """Tell for as long as the process lives."""
        while self.news.wait():
            self.news.clear()
            time.sleep(self.pace.rest() if self.told() else REST)

    def told(self) -> bool:
        """Tell what there is; whether the broker took it."""
        try:
            while self.names:
                hand_out(self.names.pop())
        except Exception as error:  # noqa: BLE001 - its turn comes anyway
            log.info("no worker could be woken: %s", type(error).__name__)
            return False
        return True


class Tellers:
    """The teller of each process: a child that was forked has none of its parent's."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.pid = 0
        self.teller = Teller()

    def of_this_process(self) -> Teller:
        """Return it, started."""
        with self.lock:
            if self.pid != os.getpid():
                self.pid, self.teller = os.getpid(), Teller()
                self.teller.start()
            return self.teller


tellers = Tellers()


def bell_path() -> Path:
    """Return where the embedded worker listens."""
    return settings.DATA_DIR / "worker.bell"


def ring(name: str) -> None:
    """Tell the embedded worker, if one listens and is not behind."""
    with (
        suppress(OSError),
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as bell,
    ):
        bell.sendto(name.encode(), str(bell_path()))


def hang_bell() -> socket.socket | None:
    """Return what the embedded worker listens on; None where there can be none."""
    bell = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    bell_path().unlink(missing_ok=True)
    try:
        bell.bind(str(bell_path()))
    except OSError as error:
        # The folder's name may be longer than an address can be.
        log.warning("mails wait for their turn, up to a second: %s", error)
        bell.close()
        return None
    bell_path().chmod(0o600)
    return bell
