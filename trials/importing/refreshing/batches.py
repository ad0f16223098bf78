"""One batch of studies is compared: those that moved are fetched whole."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DatabaseError, transaction

from portal.database.pausing import leave_room
from trials.importing.actions.copies import Copy
from trials.importing.actions.studies import import_study
from trials.importing.refreshing.comparing import is_same
from trials.models import Study
from trials.registry.errors import (
    RecordError,
    RegistryError,
    RegistryUnavailableError,
    StudyNotFoundError,
)
from trials.registry.record import StudyRecord
from trials.registry.source import Client, Mark, source_named

# Of a batch that loses more than this, the registry is at fault and not the studies.
MOST_MISSING, MOST_MISSING_SHARE = 3, 0.2


@dataclass
class Compared:
    """What became of a batch; the numbers of studies."""

    same: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def compare_batch(
    studies: list[Study], client: Client, now: datetime, wait: Callable[[], None]
) -> Compared:
    """Compare some studies; raises RegistryUnavailableError where nobody answers.

    What was compared before that stands, and nothing else is touched.
    """
    marks = fetch_marks(studies, client)
    same = [one for one in studies if is_same(one, marks.get(one.registry_id))]
    found = Compared(same=note_same(same, now))
    for study in studies:
        if study not in same:
            wait()
            compare_whole(study, client, now, found)
    mark_missing(found, len(studies), now)
    return found


def fetch_marks(studies: list[Study], client: Client) -> dict[str, Mark]:
    """Return the registry's marks; a list that is none is as good as no answer."""
    try:
        return client.fetch_marks(study.registry_id for study in studies)
    except RegistryError as error:
        raise RegistryUnavailableError(str(error)) from None


def note_same(studies: list[Study], now: datetime) -> list[str]:
    """Note that these were compared: one statement for all of them."""
    rows = Study.objects.filter(pk__in=[study.pk for study in studies])
    if studies:
        leave_room(
            lambda: rows.update(compared_at=now, checked_at=now, copied_on=now.date())
        )
    return [study.registry_id for study in studies]


def compare_whole(study: Study, client: Client, now: datetime, found: Compared) -> None:
    """Fetch one study and import what it says now."""
    number = study.registry_id
    try:
        record = fetch_record(study, client)
        copy = Copy(now.date(), is_fetched=True)
        result = leave_room(
            lambda: import_study(record, now=now, source=study.source, copy=copy)
        )
    except RegistryUnavailableError:
        raise
    except StudyNotFoundError:
        found.missing.append(number)
    except (RegistryError, RecordError, DatabaseError):
        found.failed.append(number)
    else:
        (found.changed if result.is_changed else found.same).append(number)


def fetch_record(study: Study, client: Client) -> StudyRecord:
    """Return what the registry says of a study now; raises RegistryError."""
    number = study.registry_id
    raw = client.fetch_study(number)
    record = source_named(study.source).parse_study(raw)
    if record.registry_id != number:
        # It lives on under another number; whether that is the same we cannot say.
        raise StudyNotFoundError(number)
    return record


@transaction.atomic
def mark_missing(found: Compared, many: int, now: datetime) -> None:
    """Mark what the registry does not know any more; nothing is ever deleted."""
    if len(found.missing) > max(MOST_MISSING, many * MOST_MISSING_SHARE):
        found.failed, found.missing = [*found.failed, *found.missing], []
    gone = Study.objects.filter(registry_id__in=found.missing, vanished_at=None)
    for study in gone.select_for_update():
        study.vanished_at = now
        study.set_turning_days()
        study.save(update_fields=["vanished_at", "ask_first_from"])
        study.touch(now)
