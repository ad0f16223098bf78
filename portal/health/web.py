"""The web process looks too: where no worker lives, nobody else would say so."""

import logging
import threading
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from portal.database.clock import from_now
from portal.health.outages import Outages
from portal.health.own_write import last_try
from portal.health.watching import watch
from portal.jobs.models import JobTurn

log = logging.getLogger(__name__)

JOB, OURS = "watch", "watch-by-web"


class WebWatch(threading.Thread):
    """One for each web process."""

    def __init__(self) -> None:
        super().__init__(name="watch", daemon=True)
        self.over = threading.Event()
        self.outages = Outages()

    def run(self) -> None:
        """Look now and then, as long as the process lives."""
        while not self.over.wait(settings.WATCH_SECONDS):
            try:
                self.look()
            except Exception:
                log.exception("the portal could not look at itself")

    def look(self) -> None:
        """Tell of a database that takes nothing, or do what a worker left undone."""
        close_old_connections()
        can_accept = last_try.ask()
        self.outages.see(can_accept=can_accept)
        if can_accept:
            watch_instead()


def watch_instead() -> bool:
    """Watch where no worker has done so lately; one web process for all."""
    lately = from_now(-timedelta(seconds=3 * settings.WATCH_SECONDS))
    try:
        if JobTurn.objects.filter(name=JOB, finished_at__gte=lately).exists():
            return False
        JobTurn.objects.add_missing([OURS])
        if not JobTurn.objects.take(OURS, settings.WATCH_SECONDS / 2):
            return False
    except DatabaseError:
        return False
    watch()
    return True
