"""Which rounds came to their end. Rows are written now and then, not at each round."""

import threading
import time
from collections.abc import Iterable

from celery import states
from django.db.models.functions import Now

from portal.celery import JOBS
from portal.jobs.models import JobTurn

# So old what is told may be.
SECONDS = 5.0
JOB_OF_TASK = {job.task: name for name, job in JOBS.items()}


def note_finished(names: Iterable[str]) -> None:
    """Write down that these jobs have just done a round."""
    JobTurn.objects.filter(name__in=list(names)).update(finished_at=Now())


class Sparing:
    """Lets a job through once in `SECONDS`: a process notes no more often."""

    def __init__(self) -> None:
        self.noted: dict[str, float] = {}

    def lets_through(self, name: str) -> bool:
        """Whether it is time to note this job again."""
        now = time.monotonic()
        if now - self.noted.get(name, -SECONDS) < SECONDS:
            return False
        self.noted[name] = now
        return True


class Collected:
    """Threads add what they finished; one of them writes it all at once."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.names: set[str] = set()

    def add(self, name: str) -> None:
        """Remember a round until it is written."""
        with self.lock:
            self.names.add(name)

    def write(self) -> None:
        """Write all; what could not be written is kept for the next time."""
        with self.lock:
            names, self.names = self.names, set()
        try:
            if names:
                note_finished(names)
        except Exception:
            with self.lock:
                self.names |= names
            raise


sparing = Sparing()


def note_task(task_name: str, state: str) -> None:
    """Note the end of a Celery task, if it is a job's round and did not fail."""
    name = JOB_OF_TASK.get(task_name)
    if name and state == states.SUCCESS and sparing.lets_through(name):
        note_finished([name])
