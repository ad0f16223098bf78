"""The Celery app, its two queues, and the one list of periodic jobs.

With REDIS_URL, Celery workers and beat run the list. Without, `manage.py run_worker`
runs the same list and the same tasks in one process, with no broker.
"""

import os
from dataclasses import dataclass

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


@dataclass(frozen=True)
class Job:
    """A task that runs every `seconds` in `queue`."""

    task: str
    seconds: float
    queue: str
    kwargs: dict[str, object]


JOBS = {
    "send-enquiries": Job(
        "contacts.tasks.sweep_outbox", 1, "enquiries", {"queue": "enquiries"}
    ),
    "send-bulk": Job("contacts.tasks.sweep_outbox", 1, "bulk", {"queue": "bulk"}),
    "purge-notes": Job("contacts.tasks.purge_notes", 3600, "bulk", {}),
}

app = Celery("portal")
# "Current" is a matter of one thread; the embedded worker has several.
app.set_default()
app.config_from_object("portal.celeryconfig")
app.autodiscover_tasks(["contacts", "trials"])
app.conf.beat_schedule = {
    name: {
        "task": job.task,
        "schedule": job.seconds,
        "kwargs": job.kwargs,
        # A job that nobody took in its own interval is stale: the next one does it.
        "options": {"queue": job.queue, "expires": max(job.seconds, 1)},
    }
    for name, job in JOBS.items()
}
