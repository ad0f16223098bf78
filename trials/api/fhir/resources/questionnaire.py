"""A self-check that visitors see as FHIR's Questionnaire: questions, and no answers."""

from datetime import date
from typing import Any

from portal.hospital.says import portal_name
from trials.api.answers.addresses import machine_page
from trials.api.fhir.resources.research_study import identifier_of
from trials.models import SelfCheckVersion
from trials.selfcheck.fhir.export import export_questionnaire

READ = "fhir:fhir_read_questionnaire"


def questionnaire(version: SelfCheckVersion, today: date) -> dict[str, Any]:
    """Return the resource; what nobody approved is a draft."""
    study = version.study
    status = "active" if version.is_in_force(today) else "draft"
    moment = version.published_at or version.created_at
    return {
        **export_questionnaire(version.definition, status),
        "id": study.registry_id,
        "url": machine_page(READ, study.registry_id),
        "identifier": [identifier_of(study)],
        "meta": {"lastUpdated": moment.isoformat()},
        "date": moment.date().isoformat(),
        "publisher": portal_name(),
        "subjectType": ["Patient"],
    }
