"""The jobs in one process, without a broker: a thread or more for each."""

import logging
import socket
import threading
import time
from typing import Any

from celery import current_app, signals
from django.conf import settings
from django.db import close_old_connections, connections, reset_queries

from portal.celery import JOBS, Job
from portal.jobs.finished import Collected
from portal.jobs.models import JobTurn
from portal.jobs.waking import WOKEN, hang_bell
from portal.jobs.watchdog import end_process

log = logging.getLogger(__name__)

LOOK = 2.0
# A mail server that stalls for long holds one thread; the other goes on.
THREADS = {"send-enquiries": 2}


class Repeater(threading.Thread):
    """Runs one job every so often; a failure is logged and tried again."""

    def __init__(
        self, name: str, job: Job, stop: threading.Event, ended: Collected
    ) -> None:
        super().__init__(name=name)
        self.job, self.stop, self.ended = job, stop, ended
        # Rung where there is something for it before its time.
        self.bell = threading.Event()
        # Since when a step of its round has lasted; None between rounds.
        self.busy_since: float | None = None

    def run(self) -> None:
        """Go round until told to stop."""
        task = current_app.tasks[self.job.task]
        while not self.stop.is_set():
            close_old_connections()
            reset_queries()
            self.busy_since = time.monotonic()
            try:
                task.apply(kwargs=self.job.kwargs, throw=True)
            except Exception:
                # A database that restarts must not end the only worker there is.
                log.exception("job %s failed", self.name)
            else:
                self.ended.add(self.name)
            self.busy_since = None
            self.rest()
        connections.close_all()

    def rest(self) -> None:
        """Wait for the next round's time, or for a reason to begin it."""
        if self.name in WOKEN:
            self.bell.wait(self.job.seconds)
            self.bell.clear()
        else:
            self.stop.wait(self.job.seconds)

    def standing_for(self, now: float) -> float:
        """Return for how long its round has not gone on."""
        began = self.busy_since
        return 0.0 if began is None else now - began


@signals.task_postrun.connect(dispatch_uid="portal.jobs.embedded")
def note_step(**_values: Any) -> None:
    """Note that a round goes on: one with many mails is long and does not stand."""
    thread = threading.current_thread()
    if isinstance(thread, Repeater):
        thread.busy_since = time.monotonic()


def run_all(stop: threading.Event) -> None:
    """Run every job until told to stop; end the process if one of them stands still."""
    ended = Collected()
    repeaters = [
        Repeater(name, job, stop, ended)
        for name, job in JOBS.items()
        for _ in range(THREADS.get(name, 1))
    ]
    for one in repeaters:
        one.start()
    if (bell := hang_bell()) is not None:
        threading.Thread(target=listen, args=(bell, repeaters), daemon=True).start()
    while not stop.wait(LOOK):
        write_ended(ended)
        look_after(repeaters, time.monotonic())
    for one in repeaters:
        one.join()


def listen(bell: socket.socket, repeaters: list[Repeater]) -> None:
    """Wake a thread of each job that is rung for: one that rests, if there is one."""
    while True:
        name = bell.recv(64).decode()
        named = [one for one in repeaters if one.name == name]
        for one in sorted(named, key=lambda one: one.busy_since is not None)[:1]:
            one.bell.set()


def write_ended(ended: Collected) -> None:
    """Write down which rounds came to their end, as soon as the database lets us."""
    try:
        close_old_connections()
        JobTurn.objects.add_missing(list(JOBS))
        ended.write()
    except Exception:
        log.exception("finished jobs cannot be noted")


def look_after(repeaters: list[Repeater], now: float) -> None:
    """End the process if a thread died, or stands longer than a mail may take."""
    longest = settings.WATCHDOG_SECONDS + settings.EMAIL_LEASE
    for one in repeaters:
        seconds = one.standing_for(now)
        if seconds > longest or not one.is_alive():
            end_process(f"job {one.name} stands still", seconds)
