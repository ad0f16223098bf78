"""What a record's fields say of design, days and results: typed here, stored as JSON.

A key that a stored document lacks was not kept when it was written: nobody may take
it for a difference. Pure.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Arm:
    """A group; `names` are "Type: name" of what it gets."""

    label: str = ""
    kind: str = ""
    description: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Collaborator:
    name: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Reference:
    """A paper; `kind` is RESULT, DERIVED or BACKGROUND. Its authors are not kept."""

    kind: str = ""
    pmid: str = ""


@dataclass(frozen=True)
class StudyDocument:
    """A file that the registry keeps, and which parts it holds."""

    label: str = ""
    has_protocol: bool = False
    has_analysis_plan: bool = False
    has_consent_form: bool = False


@dataclass(frozen=True)
class RecordFacts:
    """Fields as the registry words them; "" and None: the record does not say."""

    # With "NA", which `Study.phases` leaves out.
    phase_codes: tuple[str, ...] = ()
    allocation: str = ""
    intervention_model: str = ""
    intervention_model_description: str = ""
    observational_model: str = ""
    time_perspective: str = ""
    is_register: bool | None = None
    target_duration: str = ""
    primary_purpose: str = ""
    masking: str = ""
    masking_description: str = ""
    who_masked: tuple[str, ...] = ()
    arms: tuple[Arm, ...] = ()
    collaborators: tuple[Collaborator, ...] = ()
    start_type: str = ""
    primary_completion_type: str = ""
    completion_type: str = ""
    last_update_type: str = ""
    has_safety_board: bool | None = None
    is_us_drug: bool | None = None
    is_us_device: bool | None = None
    has_results: bool | None = None
    has_adverse_events: bool | None = None
    results_date: str = ""
    results_date_type: str = ""
    references: tuple[Reference, ...] = ()
    documents: tuple[StudyDocument, ...] = ()
    data_sharing: str = ""
    # Who answers for the record: a person who is the sponsor is named so here.
    responsible_party: str = ""
    # What else it is called: the sponsor's own number, those of other registries.
    other_numbers: tuple[str, ...] = ()


ROWS: dict[str, type] = {
    "arms": Arm,
    "collaborators": Collaborator,
    "references": Reference,
    "documents": StudyDocument,
}
NAMES = tuple(one.name for one in fields(RecordFacts))


def as_document(facts: RecordFacts) -> dict[str, Any]:
    """Return what is stored."""
    return {name: jsonable(value) for name, value in asdict(facts).items()}


def jsonable(value: Any) -> Any:
    """Return tuples as the lists that JSON gives back."""
    if isinstance(value, dict):
        return {name: jsonable(one) for name, one in value.items()}
    return [jsonable(one) for one in value] if isinstance(value, tuple) else value


def read_facts(stored: Document) -> RecordFacts:
    """Return the typed facts of a stored document; what it lacks is not said."""
    known = {name: stored[name] for name in NAMES if name in stored}
    values = {name: read_value(name, value) for name, value in known.items()}
    return RecordFacts(**values)


def read_value(name: str, value: Any) -> Any:
    """Return one stored value as its type."""
    row = ROWS.get(name)
    if row is not None:
        return tuple(read_row(row, one) for one in value)
    return tuple(value) if isinstance(value, list) else value


def read_row(row: type, stored: Document) -> Any:
    """Return one row of a list, its own lists as tuples."""
    return row(
        **{
            one.name: tuple(value) if isinstance(value, list) else value
            for one in fields(row)
            if (value := stored.get(one.name)) is not None
        }
    )
