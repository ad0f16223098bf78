"""A scheduler in a thread of every Celery worker: none of them waits for a beat."""

import logging
import os
import threading
import time

from django.db import close_old_connections, connections

from portal.celery import JOBS
from portal.jobs.models import JobTurn
from portal.jobs.turns import offer_due_jobs

log = logging.getLogger(__name__)

TICK = 0.25
# After an error: the database or the broker is away.
REST = 1.0


class Schedule(threading.Thread):
    """Hands out what is due until it is told to stop."""

    def __init__(self) -> None:
        super().__init__(name="schedule", daemon=True)
        self.over = threading.Event()
        # Celery forks its children in another thread: never in the middle of a tick,
        # for a child would inherit locks that nobody opens any more.
        self.ticking = threading.Lock()
        self.held = False
        # Since when, on the monotonic clock, every tick has been well; None: not now.
        self.well_since: float | None = None

    def run(self) -> None:
        """Tick; what fails is said once, and tried again."""
        os.register_at_fork(
            before=self.hold, after_in_parent=self.let_go, after_in_child=self.let_go
        )
        while not self.over.is_set():
            with self.ticking:
                self.try_to_tick()
            self.over.wait(TICK if self.well_since else REST)
        connections.close_all()

    def try_to_tick(self) -> None:
        """Do one tick."""
        try:
            close_old_connections()
            if self.well_since is None:
                JobTurn.objects.add_missing(list(JOBS))
            offer_due_jobs()
        except Exception:
            if self.well_since is not None:
                log.exception("jobs cannot be handed out")
            self.well_since = None
        else:
            self.well_since = self.well_since or time.monotonic()

    def hold(self) -> None:
        """Wait for the end of a tick, but not for a database that hangs."""
        self.held = self.ticking.acquire(timeout=15)

    def let_go(self) -> None:
        """Go on after a fork, in both processes."""
        if self.held:
            self.held = False
            self.ticking.release()
