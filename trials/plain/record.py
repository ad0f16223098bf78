"""What the plain layer reads of a study; every field may be left out. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from trials.registry.facts import RecordFacts, read_facts

OPEN = frozenset({"RECRUITING", "NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION"})
FINISHED = frozenset({"COMPLETED", "TERMINATED", "WITHDRAWN"})


@dataclass(frozen=True)
class PlainRecord(RecordFacts):
    """A record's fields under the names that sentences rest on."""

    overall_status: str = ""
    brief_title: str = ""
    official_title: str = ""
    sponsor: str = ""
    sponsor_class: str = ""
    why_stopped: str = ""
    study_type: str = ""
    conditions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    brief_summary: str = ""
    detailed_description: str = ""
    interventions: tuple[Mapping[str, Any], ...] = ()
    primary_outcomes: tuple[Mapping[str, Any], ...] = ()
    officials: tuple[Mapping[str, Any], ...] = ()
    enrollment_count: int | None = None
    enrollment_type: str = ""
    sex: str = ""
    gender_description: str = ""
    minimum_age: str = ""
    maximum_age: str = ""
    healthy_volunteers: bool | None = None
    eligibility_text: str = ""
    start_date: str = ""
    primary_completion_date: str = ""
    completion_date: str = ""
    # Not fields of their own in the registry: its text and its places, as we read them.
    inclusion: tuple[str, ...] = ()
    exclusion: tuple[str, ...] = ()
    site_statuses: tuple[str, ...] = ()


OF_FACTS = frozenset(one.name for one in fields(RecordFacts))
READ_BY_US = frozenset({"inclusion", "exclusion", "site_statuses"})
OF_RECORD = tuple(
    one.name for one in fields(PlainRecord) if one.name not in OF_FACTS | READ_BY_US
)


def plain_record(
    source: Any,
    *,
    site_statuses: Iterable[str] = (),
    inclusion: Iterable[str] = (),
    exclusion: Iterable[str] = (),
) -> PlainRecord:
    """Return the plain layer's view of a stored study, or of a parsed record."""
    known = {name: as_tuple(getattr(source, name)) for name in OF_RECORD}
    facts = read_facts(source.facts)
    return PlainRecord(
        **{name: getattr(facts, name) for name in OF_FACTS},
        **known,
        site_statuses=tuple(site_statuses),
        inclusion=tuple(inclusion),
        exclusion=tuple(exclusion),
    )


def as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def with_only(record: PlainRecord, names: Iterable[str]) -> PlainRecord:
    """Return a record that says nothing but these fields."""
    return PlainRecord(**{name: getattr(record, name) for name in names})


def without(record: PlainRecord, names: Iterable[str]) -> PlainRecord:
    """Return a record that says all but these fields."""
    left_out = frozenset(names)
    kept = (one.name for one in fields(PlainRecord) if one.name not in left_out)
    return with_only(record, kept)
