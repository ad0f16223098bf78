"""Importing a study: the registry's fields are replaced, ours are never touched."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from hashlib import sha256
from time import monotonic, sleep

from django.db import connection, transaction

from trials.actions.conditions import write_conditions
from trials.actions.differences import Difference, field_differences, site_differences
from trials.models import (
    EligibilityCriterion,
    Study,
    StudyChange,
    StudyContact,
    StudySite,
)
from trials.registry.record import (
    EXCLUSION,
    GENERAL,
    INCLUSION,
    ContactRecord,
    CriteriaSplit,
    Criterion,
    SiteRecord,
    StudyRecord,
)
from trials.registry.source import USUAL, source_named

NESTED = {"central_contacts", "sites"}
REGISTRY_FIELDS = [f.name for f in fields(StudyRecord) if f.name not in NESTED]
SITE_FIELDS = [f.name for f in fields(SiteRecord) if f.name != "contacts"]
# Grows when the same record would give other rows: an import then writes them anew.
READER = "2"
# Seconds; a disk that is very slow must not make an import last for ever.
SHORTEST, LONGEST = 0.02, 1.0


@dataclass(frozen=True)
class ImportResult:
    """What an import did; `changes` counts the differences it recorded."""

    study: Study
    is_new: bool
    is_changed: bool
    changes: int


def import_study(
    record: StudyRecord,
    *,
    now: datetime,
    source: str = USUAL,
    publishes: bool = False,
) -> ImportResult:
    """Write one record; an unchanged one only moves `checked_at`.

    Everything that can be computed is computed before the transaction: while it is
    open, SQLite lets no family's message in.
    """
    digest = sha256(f"{READER}{record!r}".encode()).hexdigest()
    split = source_named(source).split_criteria(record.eligibility_text)
    result = write_record(record, source, digest, split, now)
    if publishes:
        publish_study(study=result.study, now=now)
    return result


def leave_room(write: Callable[[], ImportResult]) -> ImportResult:
    """Write, then pause for as long as that took, for the others who want to write.

    SQLite has no queue of writers: those who wait ask again every tenth of a second,
    and whoever writes without a pause is nearly always quicker. With as long a pause
    every second try of theirs meets a free database.
    """
    began = monotonic()
    try:
        return write()
    finally:
        if connection.vendor == "sqlite":
            sleep(min(max(monotonic() - began, SHORTEST), LONGEST))


@transaction.atomic
def write_record(
    record: StudyRecord, source: str, digest: str, split: CriteriaSplit, now: datetime
) -> ImportResult:
    """Write one record's rows, all or none."""
    known = Study.objects.select_for_update()
    study = known.filter(registry_id=record.registry_id).first()
    if study and study.source_hash == digest:
        study.checked_at = now
        study.save(update_fields=["checked_at"])
        return ImportResult(study, is_new=False, is_changed=False, changes=0)
    found = differences(study, record) if study else []
    is_new = study is None
    study = study or Study(
        source=source,
        registry_id=record.registry_id,
        imported_at=now,
        changed_at=now,
        revision=0,
    )
    study.is_eligibility_split = split.is_split
    write_study(study, record, digest, now)
    write_sites(study, record.sites)
    write_contacts(study, record)
    write_criteria(study, split)
    write_conditions(study)
    StudyChange.objects.bulk_create(
        StudyChange(study=study, changed_at=now, **vars(one)) for one in found
    )
    return ImportResult(study, is_new=is_new, is_changed=True, changes=len(found))


def differences(study: Study, record: StudyRecord) -> list[Difference]:
    """Return what the record says otherwise than the rows."""
    listed = {site.key: site for site in study.sites.listed()}
    return [
        *field_differences(study, record, REGISTRY_FIELDS),
        *site_differences(listed, {site.key: site for site in record.sites}),
    ]


def write_study(study: Study, record: StudyRecord, digest: str, now: datetime) -> None:
    """Replace the registry's fields and make the cached pages stale."""
    for name in REGISTRY_FIELDS:
        setattr(study, name, getattr(record, name))
    study.source_hash = digest
    study.checked_at = study.changed_at = now
    study.revision += 1
    study.save()


def write_sites(study: Study, records: list[SiteRecord]) -> None:
    """Replace the sites by key; one that vanished stays, unlisted.

    Enquiries may point at it, and its team may have been set up.
    """
    known = {site.key: site for site in study.sites.all()}
    fresh: list[StudySite] = []
    for position, record in enumerate(records):
        values = {name: getattr(record, name) for name in SITE_FIELDS}
        site = known.get(record.key) or StudySite(study=study)
        for name, value in {**values, "position": position, "is_listed": True}.items():
            setattr(site, name, value)
        fresh.append(site)
    StudySite.objects.bulk_create([site for site in fresh if site.pk is None])
    StudySite.objects.bulk_update(
        [site for site in fresh if site.key in known],
        [*SITE_FIELDS, "position", "is_listed"],
    )
    gone = set(known) - {record.key for record in records}
    study.sites.filter(key__in=gone).update(is_listed=False)


def write_contacts(study: Study, record: StudyRecord) -> None:
    """Replace all contacts; the registry gives them no identity to keep."""
    study.contacts.all().delete()
    sites = {site.key: site for site in study.sites.all()}
    rows = contact_rows(study, None, record.central_contacts)
    for site in record.sites:
        rows += contact_rows(study, sites[site.key], site.contacts)
    StudyContact.objects.bulk_create(rows)


def contact_rows(
    study: Study, site: StudySite | None, records: list[ContactRecord]
) -> list[StudyContact]:
    """Return unsaved contacts of one site or of the whole study."""
    return [
        StudyContact(study=study, site=site, position=position, **vars(record))
        for position, record in enumerate(records)
    ]


def write_criteria(study: Study, split: CriteriaSplit) -> None:
    """Replace the criteria by those of the eligibility text."""
    study.criteria.all().delete()
    laid: list[Laid] = []
    lay(split.general, GENERAL, None, 0, laid)
    lay(split.inclusion, INCLUSION, None, 0, laid)
    lay(split.exclusion, EXCLUSION, None, 0, laid)
    # One statement a depth, not a criterion: real records have 111 of them, 6 deep.
    for depth in range(max((one.row.depth for one in laid), default=-1) + 1):
        level = [one for one in laid if one.row.depth == depth]
        for one in level:
            one.row.study = study
            one.row.parent = one.parent
        EligibilityCriterion.objects.bulk_create(one.row for one in level)


@dataclass(frozen=True)
class Laid:
    """A criterion's unsaved row and the row that it is nested in."""

    row: EligibilityCriterion
    parent: EligibilityCriterion | None


def lay(
    criteria: list[Criterion],
    kind: str,
    parent: EligibilityCriterion | None,
    depth: int,
    laid: list[Laid],
) -> None:
    """Add rows for nested criteria to `laid`, positions in reading order."""
    for criterion in criteria:
        row = EligibilityCriterion(
            kind=kind,
            depth=depth,
            position=len(laid),
            form=criterion.form,
            number=criterion.number,
            text=criterion.text,
        )
        laid.append(Laid(row, parent))
        lay(criterion.children, kind, row, depth + 1, laid)


@transaction.atomic
def publish_study(*, study: Study, now: datetime) -> None:
    """Show a study to visitors."""
    if not study.is_published:
        study.is_published = True
        study.save(update_fields=["is_published"])
        study.touch(now)
