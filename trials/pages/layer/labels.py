"""What the fields of a record are called where a block opens to them."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from trials.plain.record import PlainRecord

NAMES = {
    "study_type": _("Kind of study"),
    "overall_status": _("State of the study"),
    "primary_purpose": _("What the study is for"),
    "time_perspective": _("When facts are collected"),
    "observational_model": _("How people are observed"),
    "is_register": _("A register"),
    "target_duration": _("How long each person is followed"),
    "conditions": _("Conditions"),
    "minimum_age": _("Minimum age"),
    "maximum_age": _("Maximum age"),
    "sex": _("Sex"),
    "gender_description": _("What the record adds to the sex"),
    "healthy_volunteers": _("Healthy people may take part"),
    "phase_codes": _("Phase"),
    "arms": _("The groups"),
    "interventions": _("What is named"),
    "allocation": _("How people are put into groups"),
    "intervention_model": _("How the groups are compared"),
    "masking": _("Who knows which treatment it is"),
    "who_masked": _("Who does not know which treatment it is"),
    "primary_outcomes": _("What is mainly measured"),
    "enrollment_count": _("How many people"),
    "enrollment_type": _("Whether the number is planned or counted"),
    "start_date": _("Begins"),
    "start_type": _("Whether the start is planned or past"),
    "completion_date": _("End"),
    "completion_type": _("Whether the end is planned or past"),
    "primary_completion_date": _("End of the main measurements"),
    "primary_completion_type": _("Whether that end is planned or past"),
    "why_stopped": _("Why it stopped"),
    "sponsor": _("Sponsor"),
    "sponsor_class": _("Kind of sponsor"),
    "responsible_party": _("Who answers for the record"),
    "collaborators": _("Who works with the sponsor"),
    "officials": _("Who is in charge"),
    "has_safety_board": _("A separate safety board"),
    "is_us_drug": _("A medicine under US rules"),
    "is_us_device": _("A device under US rules"),
    "has_results": _("Results in the registry"),
    "results_date": _("Results posted"),
    "has_adverse_events": _("A table of unwanted effects"),
    "references": _("Papers"),
    "documents": _("Documents"),
    "data_sharing": _("Sharing of data of single people"),
    "brief_title": _("Title"),
    "official_title": _("Official title"),
    "brief_summary": _("Overview"),
    "detailed_description": _("Description"),
    "eligibility_text": _("Who can take part"),
    "inclusion": _("Inclusion criteria"),
    "site_statuses": _("States of the places"),
}
EMPTY = _("The record does not say.")
# Whole texts stand on the page already.
LONG = frozenset(
    {"eligibility_text", "inclusion", "brief_summary", "detailed_description"}
)
ELSEWHERE = _("See the text on this page.")


def opened_fields(
    record: PlainRecord, names: Iterable[str]
) -> list[tuple[str, list[str], bool]]:
    """Return (label, values, whether they are the registry's words) of each field."""
    return [(gettext(NAMES[name]), *field_values(record, name)) for name in names]


def field_values(record: PlainRecord, name: str) -> tuple[list[str], bool]:
    value = getattr(record, name)
    if name in LONG and value:
        return [gettext(ELSEWHERE)], False
    if value in ("", None, ()):
        return [gettext(EMPTY)], False
    if isinstance(value, bool):
        return [gettext("Yes") if value else gettext("No")], False
    return [raw_value(one) for one in as_list(value)], True


def as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, tuple) else [value]


def raw_value(value: Any) -> str:
    """Return one value as the registry has it."""
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, Mapping):
        return " · ".join(
            part for one in value.values() if (part := joined_values(one))
        )
    return str(value)


def joined_values(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value in (None, False, True) else str(value)
