"""Handing out what is due. Any number of schedulers may do so: each turn is a row."""

from celery import current_app

from portal.celery import JOBS
from portal.jobs.models import JobTurn


def offer_due_jobs() -> int:
    """Hand every job that is due to its queue; return how many.

    A job of which the broker could not be told is due again at once.
    """
    offered = 0
    for name in JobTurn.objects.due(list(JOBS)):
        if JobTurn.objects.take(name, JOBS[name].seconds):
            offer_job(name)
            offered += 1
    return offered


def offer_job(name: str) -> None:
    """Put one round of a job into its queue, or give its turn back."""
    job = JOBS[name]
    try:
        current_app.send_task(
            job.task,
            kwargs=job.kwargs,
            queue=job.queue,
            # Nobody took it in its own interval: the next one does it.
            expires=max(job.seconds, 1),
        )
    except Exception:
        JobTurn.objects.give_back(name)
        raise
