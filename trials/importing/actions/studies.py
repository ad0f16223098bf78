"""Importing a study: the registry's fields are replaced, ours are never touched."""

import logging
from dataclasses import dataclass, fields
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from trials.importing.actions.conditions import write_conditions
from trials.importing.actions.copies import (
    COPY_FIELDS,
    UNKNOWN_COPY,
    Copy,
    names_open_site,
    note_copy,
)
from trials.importing.actions.publishing import publish_study
from trials.importing.actions.rulings import write_ruled_criteria
from trials.importing.actions.sites import write_contacts, write_sites
from trials.importing.differences import (
    Difference,
    fact_differences,
    field_differences,
    row_differences,
    site_differences,
)
from trials.indexing import index_study
from trials.models import Study, StudyChange
from trials.registry.record import CriteriaSplit, StudyRecord
from trials.registry.source import USUAL, source_named
from trials.texts.outdated import keep_marks, resting_fields
from trials.vocabulary.loading import load_lists

log = logging.getLogger(__name__)
NESTED = {"central_contacts", "sites"}
REGISTRY_FIELDS = [f.name for f in fields(StudyRecord) if f.name not in NESTED]
# Grows when the same record would give other rows: an import then writes them anew.
READER = "8"


@dataclass(frozen=True)
class ImportResult:
    """What an import did; `changes` counts the differences it recorded."""

    study: Study
    is_new: bool
    is_changed: bool
    changes: int
    # Whether rows were written: also where only our reader is newer.
    is_written: bool = True


def import_study(
    record: StudyRecord,
    *,
    now: datetime,
    source: str = USUAL,
    publishes: bool = False,
    copy: Copy = UNKNOWN_COPY,
) -> ImportResult:
    """Write one record; an unchanged one only moves `checked_at` and its copy's day.

    Everything that can be computed is computed before the transaction: while it is
    open, SQLite lets no family's message in.
    """
    digest = sha256(f"{READER}{record!r}".encode()).hexdigest()
    load_lists()
    split = None if is_known(record, digest) else split_of(record, source)
    result = write_record(record, source, digest, split, now, copy)
    if result.is_written:
        tell_unknown_values(record, source)
    if publishes:
        publish_study(study=result.study, now=now)
    return result


def split_of(record: StudyRecord, source: str) -> CriteriaSplit:
    """Return a record's criteria, divided as its registry writes them."""
    return source_named(source).split_criteria(record.eligibility_text)


def is_known(record: StudyRecord, digest: str) -> bool:
    """Whether its rows are written already: nothing of it has to be divided then."""
    same = Study.objects.filter(registry_id=record.registry_id, source_hash=digest)
    return same.exists()


def tell_unknown_values(record: StudyRecord, source: str) -> None:
    """Log once, when a record is written, what of it is in no list that we know."""
    if found := source_named(source).unknown_values(record):
        named = ", ".join(f"{what} ({many})" for what, many in found.most_common(12))
        log.warning("%s has unknown values: %s", record.registry_id, named)


@transaction.atomic
def write_record(
    record: StudyRecord,
    source: str,
    digest: str,
    split: CriteriaSplit | None,
    now: datetime,
    copy: Copy = UNKNOWN_COPY,
) -> ImportResult:
    """Write one record's rows, all or none; no `split`: it was the same before."""
    known = Study.objects.select_for_update()
    study = known.filter(registry_id=record.registry_id).first()
    if study and study.source_hash == digest:
        note_copy(study, copy, now)
        study.save(update_fields=COPY_FIELDS)
        return ImportResult(study, False, False, 0, is_written=False)
    found = record_differences(study, record) if study else []
    is_reread = study is not None and not found and is_only_reread(study, record)
    rested_on = resting_fields(study) if is_reread else {}
    written = study or unsaved_study(record, source, now)
    if written.eligibility_text != record.eligibility_text:
        written.eligibility_ruling = ""
    write_study(written, record, digest)
    written.has_open_site = names_open_site(written, record)
    note_copy(written, copy, now)
    if not is_reread:
        mark_changed(written, now)
    written.save()
    keep_marks(written, rested_on)
    write_parts(written, record)
    write_ruled_criteria(written, split or split_of(record, source))
    note_changes(written, found, now)
    index_study(written)
    return ImportResult(
        written,
        is_new=study is None,
        is_changed=not is_reread,
        changes=len(found),
    )


def is_only_reread(study: Study, record: StudyRecord) -> bool:
    """Whether only our reader is newer: then nothing became of the study."""
    is_same_day = study.last_update_date == record.last_update_date
    return study.facts.get("reader") != READER and is_same_day


def mark_changed(study: Study, now: datetime) -> None:
    """Make the cached pages and the notes' addresses stale."""
    study.changed_at = now
    study.revision += 1


def record_differences(study: Study, record: StudyRecord) -> list[Difference]:
    """Return what the record says otherwise than the rows."""
    listed = {site.key: site for site in study.sites.listed()}
    return [
        *field_differences(study, record, REGISTRY_FIELDS),
        *row_differences(study, record),
        *fact_differences(study.facts, record.facts),
        *site_differences(listed, {site.key: site for site in record.sites}),
    ]


def unsaved_study(record: StudyRecord, source: str, now: datetime) -> Study:
    """Return a row for a record that comes for the first time."""
    return Study(
        source=source,
        registry_id=record.registry_id,
        imported_at=now,
        changed_at=now,
        revision=0,
    )


def write_study(study: Study, record: StudyRecord, digest: str) -> None:
    """Replace the registry's fields; the caller saves."""
    for name in REGISTRY_FIELDS:
        setattr(study, name, getattr(record, name))
    study.facts = {**record.facts, "reader": READER}
    study.source_hash = digest


def write_parts(study: Study, record: StudyRecord) -> None:
    """Replace the rows that hang on a study; contacts need the sites' rows."""
    write_sites(study, record.sites)
    write_contacts(study, record)
    write_conditions(study)


def note_changes(study: Study, found: list[Difference], now: datetime) -> None:
    """Keep what changed, for the public history."""
    StudyChange.objects.bulk_create(
        StudyChange(study=study, changed_at=now, **vars(one)) for one in found
    )
