"""Leaves: find by id, call one action."""

from celery import shared_task
from django.utils import timezone

from contacts.actions import notes, outbox, shares

# Few, so that embedded threads share the work; the rest is found a second later.
BATCH = 50


@shared_task
def sweep_outbox(queue: str) -> None:
    """Hand every due e-mail of a queue to a worker."""
    for pk in outbox.offer(queue, BATCH):
        deliver_email.apply_async((pk,), queue=queue, expires=60)


@shared_task
def deliver_email(pk: int) -> None:
    """Send one e-mail, unless somebody else has it."""
    outbox.deliver(pk=pk, now=timezone.now(), by="worker")


@shared_task
def purge_notes() -> None:
    """Delete notes that nobody used for 180 days, and links that ended a month ago."""
    notes.purge_notes(now=timezone.now())
    shares.purge_shares(now=timezone.now())
