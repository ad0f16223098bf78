"""A study's state in FHIR's words, where they claim no more than the page."""

from typing import Any

from trials.freshness.tones import Judgement, Tone
from trials.models import Study

ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
SURE = {Tone.FRESH, Tone.CONFIRMED, Tone.CLOSED, Tone.OVER}
STATUSES = {
    "RECRUITING": "active",
    "ENROLLING_BY_INVITATION": "active",
    "AVAILABLE": "active",
    "NOT_YET_RECRUITING": "approved",
    "ACTIVE_NOT_RECRUITING": "closed-to-accrual",
    "SUSPENDED": "temporarily-closed-to-accrual",
    "TEMPORARILY_NOT_AVAILABLE": "temporarily-closed-to-accrual",
    "COMPLETED": "completed",
    "NO_LONGER_AVAILABLE": "completed",
    "APPROVED_FOR_MARKETING": "completed",
    "TERMINATED": "administratively-completed",
    "WITHDRAWN": "withdrawn",
}
UNSURE_TOO = ("SUSPENDED", "TEMPORARILY_NOT_AVAILABLE")


def fhir_status(study: Study, judged: Judgement) -> dict[str, Any]:
    """Return the status, or that nobody knows it: FHIR has no word for "ask first"."""
    code = STATUSES.get(study.overall_status, "")
    if judged.tone == Tone.CLOSED and study.team_closed_on:
        code = "closed-to-accrual"
    is_said = judged.tone in SURE or study.overall_status in UNSURE_TOO
    if code and is_said:
        return {"status": code}
    return {"_status": {"extension": [{"url": ABSENT, "valueCode": "unknown"}]}}
