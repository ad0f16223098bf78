"""Celery's beat, where somebody runs one: one more scheduler that takes turns."""

import logging
from typing import Any

from celery.beat import Scheduler
from django.db import close_old_connections

from portal.celery import JOBS
from portal.jobs.models import JobTurn
from portal.jobs.schedule import REST, TICK
from portal.jobs.turns import offer_due_jobs

log = logging.getLogger(__name__)


class TurnScheduler(Scheduler):
    """Knows no times of its own: the rows say what is due."""

    def setup_schedule(self) -> None:
        """Leave out what Celery would add by itself."""

    def tick(self, *_args: Any, **_values: Any) -> float:
        """Hand out what is due; return when to look again."""
        try:
            close_old_connections()
            JobTurn.objects.add_missing(list(JOBS))
            offer_due_jobs()
        except Exception:
            log.exception("beat cannot hand out jobs")
            return REST
        return TICK
