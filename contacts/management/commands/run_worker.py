"""The periodic jobs without a broker: one process, a thread for each job."""

import fcntl
import logging
import signal
import threading
from typing import Any, TextIO

from celery import current_app
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from contacts.mail.giving_up import release_abandoned
from contacts.mail.inbound.claiming import release_abandoned_posts
from portal.jobs.embedded import run_all

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run every job of portal.celery.JOBS until told to stop."""

    help = "Runs the periodic jobs in one process, without Redis."

    def handle(self, *args: Any, **options: Any) -> None:
        """Start the threads; stop them on SIGINT and SIGTERM."""
        if settings.REDIS_URL:
            raise CommandError(
                "REDIS_URL is set: start Celery instead (script/worker does)."
            )
        current_app.loader.import_default_modules()
        lock = take_lock()
        abandoned = release_abandoned()
        if abandoned:
            log.warning("%d e-mails were left half sent; trying again", abandoned)
        release_abandoned_posts()
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        run_all(stop)
        lock.close()


def take_lock() -> TextIO:
    """Make sure that this is the only embedded worker on this data."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    lock = (settings.DATA_DIR / "worker.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise CommandError(
            f"A worker already runs on {settings.DATA_DIR}. One is enough; where it "
            "is not, set REDIS_URL and run Celery (docs/production.md)."
        ) from None
    return lock
