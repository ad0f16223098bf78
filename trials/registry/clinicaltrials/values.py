"""The values that we know of the registry's lists, and what of a record is none. Pure.

What we do not know becomes no sentence; it is told once in the log, or nobody would
hear that the registry has grown. As its description of 2025 lists them (2.0.5).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from trials.registry.record import StudyRecord

DAY = "ACTUAL ESTIMATED"
STATUS = (
    "ACTIVE_NOT_RECRUITING COMPLETED ENROLLING_BY_INVITATION NOT_YET_RECRUITING "
    "RECRUITING SUSPENDED TERMINATED WITHDRAWN AVAILABLE NO_LONGER_AVAILABLE "
    "TEMPORARILY_NOT_AVAILABLE APPROVED_FOR_MARKETING WITHHELD UNKNOWN"
)
AGENCY = "NIH FED OTHER_GOV INDIV INDUSTRY NETWORK AMBIG OTHER UNKNOWN"
WORDS = {
    "study_type": "EXPANDED_ACCESS INTERVENTIONAL OBSERVATIONAL",
    "sex": "FEMALE MALE ALL",
    "phase_codes": "NA EARLY_PHASE1 PHASE1 PHASE2 PHASE3 PHASE4",
    "allocation": "RANDOMIZED NON_RANDOMIZED NA",
    "intervention_model": "SINGLE_GROUP PARALLEL CROSSOVER FACTORIAL SEQUENTIAL",
    "observational_model": "COHORT CASE_CONTROL CASE_ONLY CASE_CROSSOVER OTHER "
    "ECOLOGIC_OR_COMMUNITY FAMILY_BASED DEFINED_POPULATION NATURAL_HISTORY",
    "time_perspective": "RETROSPECTIVE PROSPECTIVE CROSS_SECTIONAL OTHER",
    "primary_purpose": "TREATMENT PREVENTION DIAGNOSTIC ECT SUPPORTIVE_CARE SCREENING "
    "HEALTH_SERVICES_RESEARCH BASIC_SCIENCE DEVICE_FEASIBILITY OTHER",
    "masking": "NONE SINGLE DOUBLE TRIPLE QUADRUPLE",
    "who_masked": "PARTICIPANT CARE_PROVIDER INVESTIGATOR OUTCOMES_ASSESSOR",
    "data_sharing": "YES NO UNDECIDED",
    "responsible_party": "SPONSOR PRINCIPAL_INVESTIGATOR SPONSOR_INVESTIGATOR",
    "arms": "EXPERIMENTAL ACTIVE_COMPARATOR PLACEBO_COMPARATOR SHAM_COMPARATOR "
    "NO_INTERVENTION OTHER",
    "interventions": "BEHAVIORAL BIOLOGICAL COMBINATION_PRODUCT DEVICE OTHER "
    "DIAGNOSTIC_TEST DIETARY_SUPPLEMENT DRUG GENETIC PROCEDURE RADIATION",
    "references": "BACKGROUND RESULT DERIVED",
    "officials": "STUDY_CHAIR STUDY_DIRECTOR PRINCIPAL_INVESTIGATOR SUB_INVESTIGATOR",
    **dict.fromkeys(("overall_status", "last_known_status", "sites"), STATUS),
    **dict.fromkeys(("enrollment_type", "start_type", "completion_type"), DAY),
    **dict.fromkeys(("primary_completion_type", "results_date_type"), DAY),
    **dict.fromkeys(("sponsor_class", "collaborators"), AGENCY),
}
KNOWN = {name: frozenset(words.split()) for name, words in WORDS.items()}
# Where a field is a list of rows: the key that holds one of the values.
KEYS = {"interventions": "type", "officials": "role", "sites": "status"}


def unknown_values(record: StudyRecord) -> Counter[str]:
    """Return "field VALUE" of each value that is in no list of ours, counted."""
    fields: Mapping[str, Any] = {**record.facts, **vars(record)}
    fields = {**fields, "collaborators": record.facts.get("collaborators", ())}
    return Counter(
        f"{name} {value}"
        for name, known in KNOWN.items()
        for value in values_of(fields.get(name), KEYS.get(name, "kind"))
        if value not in known
    )


def values_of(held: Any, key: str) -> Iterator[str]:
    """Yield the values of a field, or of the rows of one; what is empty is none."""
    rows: Iterable[Any] = held if isinstance(held, list | tuple) else [held]
    for row in rows:
        value = row
        if not isinstance(row, str):
            value = row.get(key) if isinstance(row, dict) else getattr(row, key, None)
        if value:
            yield str(value)
