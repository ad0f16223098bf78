"""What the registry has for a search, and what is imported of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings

from portal.database.pausing import leave_room
from trials.importing.actions.copies import Copy
from trials.importing.actions.publishing import publish_study
from trials.importing.actions.studies import import_study
from trials.models import Study
from trials.registry.errors import RecordError
from trials.registry.record import StudyRecord
from trials.registry.source import USUAL, source_named

SOURCE = source_named(USUAL)
# One press imports no more: it takes a few seconds.
MOST = 50
# So many a search reads, to come to those that are not here yet.
MOST_READ = 500


@dataclass(frozen=True)
class FoundStudy:
    """A record of the registry, and whether the portal has it."""

    record: StudyRecord
    is_here: bool


def find_in_registry(text: str) -> list[FoundStudy]:
    """Return what fits words, or bears the numbers; raises RegistryError.

    What is not here yet comes first: a second look at the same words shows the next.
    """
    new: list[FoundStudy] = []
    here: list[FoundStudy] = []
    known = set(Study.objects.values_list("registry_id", flat=True))
    for record in records_of(text):
        is_here = record.registry_id in known
        (here if is_here else new).append(FoundStudy(record, is_here))
        if len(new) == MOST:
            break
    return [*new, *here][:MOST]


def records_of(text: str) -> Iterator[StudyRecord]:
    """Yield the records that can be read; one that cannot is left out."""
    for raw in asked_of_registry(text):
        try:
            yield SOURCE.parse_study(raw)
        except RecordError:
            continue


def asked_of_registry(text: str) -> Iterator[Any]:
    """Yield raw studies, at most so many as one press imports."""
    client = SOURCE.open_client(settings.REGISTRY_API_URL, is_awaited=True)
    numbers, _rest = SOURCE.ids_within(text)
    if not numbers:
        yield from client.search(text, MOST_READ)
    for number in numbers[:MOST]:
        yield client.fetch_study(number)


def import_chosen(
    *,
    found: Iterable[FoundStudy],
    chosen: list[str],
    publishes: bool,
    now: datetime,
    by: str,
) -> int:
    """Import what was ticked of what a search found; return how many.

    Each in a transaction of its own, with room for families between two.
    """
    records = [one.record for one in found]
    wanted = [one for one in records if one.registry_id in set(chosen)]
    copy = Copy(now.date(), is_fetched=True)
    for record in wanted:
        study = leave_room(partial(import_study, record, now=now, copy=copy)).study
        if publishes:
            publish_study(study=study, now=now, by=by)
    return len(wanted)
