"""Values of a record under FHIR's own codes."""

from typing import Any

from trials.models import Study

TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/"
PURPOSES = {
    "TREATMENT": "treatment",
    "PREVENTION": "prevention",
    "DIAGNOSTIC": "diagnostic",
    "SUPPORTIVE_CARE": "supportive-care",
    "SCREENING": "screening",
    "HEALTH_SERVICES_RESEARCH": "health-services-research",
    "BASIC_SCIENCE": "basic-science",
    "DEVICE_FEASIBILITY": "device-feasibility",
}
PHASES = {
    ("EARLY_PHASE1",): "early-phase-1",
    ("PHASE1",): "phase-1",
    ("PHASE1", "PHASE2"): "phase-1-phase-2",
    ("PHASE2",): "phase-2",
    ("PHASE2", "PHASE3"): "phase-2-phase-3",
    ("PHASE3",): "phase-3",
    ("PHASE4",): "phase-4",
}
Concept = dict[str, Any]


def coded(system: str, code: str) -> Concept:
    return {"coding": [{"system": f"{TERMINOLOGY}{system}", "code": code}]}


def fhir_phase(study: Study) -> Concept | None:
    """Return the phase; None where the record has none."""
    code = PHASES.get(tuple(study.phases))
    return coded("research-study-phase", code) if code else None


def fhir_purpose(study: Study) -> Concept | None:
    """Return what the study is for; None where the record says "other" or nothing."""
    code = PURPOSES.get(study.facts.get("primary_purpose", ""))
    return coded("research-study-prim-purp-type", code) if code else None


def conditions_of(study: Study) -> list[Concept]:
    """Return conditions as the record writes them."""
    return [{"text": name} for name in study.conditions]


def keywords_of(study: Study) -> list[Concept]:
    return [{"text": name} for name in study.keywords]
