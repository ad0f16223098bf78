"""How old the last finished round of each job is, and how old it may be."""

from datetime import datetime

from portal.celery import JOBS
from portal.jobs.models import JobTurn

# Beside its own interval: a round's own time, and what is noted late.
SLACK, MOST_SLACK = 45.0, 900.0


def job_ages(now: datetime) -> dict[str, float | None]:
    """Return the seconds since each job's last finished round.

    One that never came to its end counts from when it was first known; None: it is not.
    """
    rows = JobTurn.objects.filter(name__in=JOBS)
    since = {row.name: row.finished_at or row.added_at for row in rows}
    return {name: seconds_since(since.get(name), now) for name in JOBS}


def seconds_since(moment: datetime | None, now: datetime) -> float | None:
    """Return how long ago that was; None for never."""
    return None if moment is None else max(0.0, (now - moment).total_seconds())


def longest_age(name: str) -> float:
    """Return how old a job's last round may be."""
    seconds = JOBS[name].seconds
    return seconds + max(SLACK, min(seconds / 2, MOST_SLACK))


def standing_jobs(now: datetime) -> list[str]:
    """Return the jobs whose last round is too old."""
    return sorted(
        name
        for name, age in job_ages(now).items()
        if age is None or age > longest_age(name)
    )
