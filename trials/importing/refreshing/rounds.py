"""A round through all studies: begun once, done by one process at a time, summed up."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from trials.importing.refreshing.batches import Compared, compare_batch
from trials.models import RefreshRound, Study
from trials.registry.source import USUAL, Client

log = logging.getLogger(__name__)

BATCH = 50
# Longer than a batch takes whose studies have all changed.
LEASE = timedelta(minutes=15)


class RoundIsTakenError(Exception):
    """Another process compares just now."""


def open_round(now: datetime) -> RefreshRound:
    """Return the round that is not at its end, or a new one."""
    found = RefreshRound.objects.open().first()
    if found:
        return found
    try:
        with transaction.atomic():
            return RefreshRound.objects.create(begun_at=now)
    except IntegrityError:
        # Somebody else began one a moment ago.
        return RefreshRound.objects.open().get()


def held_studies() -> list[str]:
    """Return the numbers of all studies that the registry could know."""
    held = Study.objects.filter(source=USUAL, is_fictional=False)
    return list(held.order_by("registry_id").values_list("registry_id", flat=True))


def next_studies(through: str) -> list[Study]:
    """Return the next batch after a number."""
    held = Study.objects.filter(source=USUAL, is_fictional=False)
    return list(held.filter(registry_id__gt=through).order_by("registry_id")[:BATCH])


def go_on(
    *, client: Client, now: datetime, wait: Callable[[], None]
) -> tuple[RefreshRound, Compared]:
    """Compare the next batch; raises RoundIsTakenError or RegistryUnavailableError."""
    current = open_round(now)
    if not RefreshRound.objects.take(current.pk, LEASE):
        raise RoundIsTakenError
    try:
        current.refresh_from_db()
        studies = next_studies(current.through)
        found = Compared()
        if studies:
            found = compare_batch(studies, client, now, wait)
        note_batch(current, studies, found, now)
    finally:
        RefreshRound.objects.give_back(current.pk)
    return current, found


def note_batch(
    current: RefreshRound, studies: list[Study], found: Compared, now: datetime
) -> None:
    """Note how far the round is; after the last study it is over, with one summary."""
    current.same += len(found.same)
    current.changed += found.changed
    current.missing += found.missing
    current.failed += found.failed
    if studies:
        current.through = studies[-1].registry_id
    if len(studies) < BATCH:
        current.is_over, current.ended_at = True, now
        log.info("comparison with the registry: %s", current.summary)
    names = ["same", "changed", "missing", "failed", "through", "is_over", "ended_at"]
    current.save(update_fields=names)
