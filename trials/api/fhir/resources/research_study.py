"""A study as FHIR's ResearchStudy; it says what the study's page says."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from trials.api.answers.addresses import page_in
from trials.api.fhir.resources.coded import (
    conditions_of,
    fhir_phase,
    fhir_purpose,
    keywords_of,
)
from trials.api.fhir.resources.locations import fhir_locations
from trials.api.fhir.resources.standing import fhir_status
from trials.models import Study
from trials.pages.contact import first_contact
from trials.pages.state.strip import strip_of
from trials.pages.titles import title_in
from trials.registry.clinicaltrials.text import without_debris

DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def research_study(study: Study, today: date, language: str) -> dict[str, Any]:
    """Return the resource; what the record does not say is left out."""
    judged = study.judged(today)
    title, _language = title_in(study, language, today)
    page = page_in("trials:study_detail", language, study.registry_id)
    places = fhir_locations(study, judged.tone, today, language)
    found: dict[str, Any] = {
        "resourceType": "ResearchStudy",
        "id": study.registry_id,
        "meta": {"lastUpdated": study.changed_at.isoformat()},
        "language": language,
        "contained": places,
        "identifier": [identifier_of(study)],
        "title": title,
        **fhir_status(study, judged),
        "primaryPurposeType": fhir_purpose(study),
        "phase": fhir_phase(study),
        "condition": conditions_of(study),
        "keyword": keywords_of(study),
        "contact": contacts_of(study),
        "relatedArtifact": [{"type": "documentation", "url": page}],
        # FHIR calls it Markdown, so a backslash before a sign stays.
        "description": without_debris(study.brief_summary),
        "period": period_of(study),
        "sponsor": {"display": study.sponsor} if study.sponsor else None,
        "site": [{"reference": f"#{one['id']}"} for one in places],
        "note": [{"text": strip_of(study, judged, today, language).sentence}],
    }
    return {
        name: value for name, value in found.items() if value not in (None, "", [], {})
    }


def identifier_of(study: Study) -> dict[str, str]:
    """Return the registry's number with the registry as its system."""
    page = urlsplit(study.registry_url)
    return {"system": f"{page.scheme}://{page.netloc}", "value": study.registry_id}


def contacts_of(study: Study) -> list[dict[str, Any]]:
    """Return whom the page names to ask."""
    contact = first_contact(study)
    if contact is None:
        return []
    ways = {"phone": contact.phone, "email": contact.email}
    told = [{"system": way, "value": value} for way, value in ways.items() if value]
    name = study.contact_display_name or contact.name
    person: dict[str, Any] = {"name": name} if name else {}
    return [person | ({"telecom": told} if told else {})] if name or told else []


def period_of(study: Study) -> dict[str, str]:
    """Return begin and end as precise as the registry has them."""
    days = {"start": study.start_date, "end": study.completion_date}
    return {name: day for name, day in days.items() if DAY.fullmatch(day)}
