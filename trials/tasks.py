"""Leaves: what the public side does by itself."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from trials.importing.refreshing.nightly import refresh_at_night
from trials.registry.source import USUAL, source_named
from trials.texts.actions.watching import watch_served_texts

# A batch whose studies have all changed, and a registry that is slow to answer.
REFRESH_LIMIT = 900


@shared_task(time_limit=REFRESH_LIMIT)
def refresh_studies() -> None:
    """Compare some of the studies with the registry, at night."""
    refresh_at_night(
        client=source_named(USUAL).open_client(settings.REGISTRY_API_URL),
        now=timezone.now(),
        hours=settings.REFRESH_HOURS,
        pause=settings.REGISTRY_PAUSE,
    )


@shared_task
def watch_texts() -> None:
    """Sound an alarm where words are altered or over, and before they are."""
    now = timezone.now()
    watch_served_texts(now=now, today=timezone.localdate(now))
