"""Handing out what is due. Any number of schedulers may do so: each turn is a row."""

from portal.celery import JOBS
from portal.jobs.models import JobTurn
from portal.jobs.waking import hand_out


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
    try:
        hand_out(name)
    except Exception:
        JobTurn.objects.give_back(name)
        raise
