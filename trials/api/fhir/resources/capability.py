"""What this FHIR server can: FHIR's CapabilityStatement."""

from datetime import date
from typing import Any

from portal.hospital.says import portal_name
from trials.api.answers.addresses import machine_page

# Grows when what can be asked here changes.
SINCE = date(2026, 11, 29)
SEARCHES = {
    "ResearchStudy": {
        "_id": "token",
        "identifier": "token",
        "status": "token",
        "title": "string",
        "keyword": "token",
    },
    "Questionnaire": {"_id": "token", "identifier": "token"},
}


def capability() -> dict[str, Any]:
    """Return the statement, with this installation's own address."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": SINCE.isoformat(),
        "kind": "instance",
        "implementation": {
            "description": portal_name(),
            "url": machine_page("fhir:fhir_base").rstrip("/"),
        },
        "fhirVersion": "4.0.1",
        "format": ["json"],
        "rest": [{"mode": "server", "resource": [*map(resource_entry, SEARCHES)]}],
    }


def resource_entry(name: str) -> dict[str, Any]:
    """Return what can be done with one kind of resource."""
    return {
        "type": name,
        "interaction": [{"code": "read"}, {"code": "search-type"}],
        "searchParam": [
            {"name": one, "type": kind} for one, kind in SEARCHES[name].items()
        ],
    }
