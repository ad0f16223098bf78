"""Leaves: what the portal does for itself."""

from celery import shared_task

from portal.health import watching


@shared_task
def watch() -> None:
    """Look at everything, and tell what is wrong."""
    watching.watch()
