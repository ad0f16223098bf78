"""What every Celery worker does beside its tasks: hand out jobs, note, watch itself."""

import threading
import time
from typing import Any

from celery import Task, signals
from celery.worker import state
from django.conf import settings

from portal.celery import app
from portal.jobs.finished import note_task
from portal.jobs.schedule import Schedule
from portal.jobs.watchdog import Progress, end_process

LOOK = 5.0


class Watchdog(threading.Thread):
    """Ends a worker that takes no task although jobs are handed out all the time."""

    def __init__(self, schedule: Schedule) -> None:
        super().__init__(name="watchdog", daemon=True)
        self.schedule = schedule
        self.taken = Progress()

    def run(self) -> None:
        """Look until the process ends."""
        while not self.schedule.over.wait(LOOK):
            self.look(time.monotonic())

    def look(self, now: float) -> None:
        """Count the tasks that were taken; end the process if they stand still."""
        self.taken.see(state.all_total_count[0], now)
        since = self.schedule.well_since
        if since is None:
            return
        seconds = self.taken.stands_for(now, since)
        if seconds > longest_pause():
            end_process("no task was taken", seconds)


def longest_pause() -> float:
    """Return for how long a worker may take none; busy ones have their own limits."""
    if not state.active_requests:
        return settings.WATCHDOG_SECONDS
    return settings.WATCHDOG_SECONDS + longest_task()


def longest_task() -> float:
    """Return after how many seconds Celery ends a task at the latest."""
    own = [task.time_limit for task in app.tasks.values() if task.time_limit]
    return max([*own, app.conf.task_time_limit])


running: list[Schedule] = []


@signals.worker_ready.connect(dispatch_uid="portal.jobs")
def begin(**_values: Any) -> None:
    """Start both threads, once the children are there."""
    schedule = Schedule()
    running.append(schedule)
    schedule.start()
    Watchdog(schedule).start()


@signals.worker_shutting_down.connect(dispatch_uid="portal.jobs")
def stop_handing_out(**_values: Any) -> None:
    """Hand out nothing more; what is taken is finished."""
    for schedule in running:
        schedule.over.set()


@signals.task_postrun.connect(dispatch_uid="portal.jobs")
def note_round(task: Task, state: str, **_values: Any) -> None:
    """Note a job's round in the child that did it."""
    if not task.request.is_eager:
        note_task(task.name, state)
