"""A v2 record (JSON) of ClinicalTrials.gov as a plain, clean StudyRecord. Pure.

Tolerant of every variant seen in real records: only the number is required, unknown
keys are ignored, and a value of a wrong type counts as absent.
"""

import re

from trials.registry.clinicaltrials.plan import Raw, design, progress, who
from trials.registry.clinicaltrials.protocol import facts_of
from trials.registry.clinicaltrials.raw import items, text, texts
from trials.registry.clinicaltrials.sites import parse_sites
from trials.registry.clinicaltrials.staff import parse_contacts
from trials.registry.clinicaltrials.text import plain
from trials.registry.errors import RecordError
from trials.registry.facts import as_document
from trials.registry.record import StudyRecord

REGISTRY_ID = re.compile(r"NCT[0-9]{8}")
STATUSES = frozenset(
    {
        "RECRUITING",
        "NOT_YET_RECRUITING",
        "ENROLLING_BY_INVITATION",
        "ACTIVE_NOT_RECRUITING",
        "SUSPENDED",
        "COMPLETED",
        "TERMINATED",
        "WITHDRAWN",
        "UNKNOWN",
        "AVAILABLE",
        "NO_LONGER_AVAILABLE",
        "TEMPORARILY_NOT_AVAILABLE",
        "APPROVED_FOR_MARKETING",
        "WITHHELD",
    }
)


def parse_study(raw: object) -> StudyRecord:
    """Return the record of one raw study; raises RecordError."""
    if not isinstance(raw, dict) or not isinstance(raw.get("protocolSection"), dict):
        raise RecordError("this is not a ClinicalTrials.gov study (no protocolSection)")
    study: Raw = raw["protocolSection"]
    registry_id, status = number_and_status(study)
    module = "contactsLocationsModule"
    return StudyRecord(
        registry_id=registry_id,
        overall_status=status,
        **identity(study),
        **progress(study),
        **design(study),
        **who(study),
        facts=as_document(facts_of(raw)),
        condition_terms=condition_terms(raw),
        central_contacts=parse_contacts(items(study, module, "centralContacts")),
        sites=parse_sites(items(study, module, "locations")),
    )


def number_and_status(study: Raw) -> tuple[str, str]:
    """Return the only two things that a record must have; raises RecordError."""
    registry_id = text(study, "identificationModule", "nctId").upper()
    if not REGISTRY_ID.fullmatch(registry_id):
        raise RecordError("the record has no NCT number")
    status = text(study, "statusModule", "overallStatus")
    if status not in STATUSES:
        raise RecordError(f"{registry_id}: unknown overall status {status[:40]!r}")
    return registry_id, status


def identity(study: Raw) -> Raw:
    """Return titles, sponsor, descriptions and conditions."""
    name = "identificationModule"
    sponsor = "sponsorCollaboratorsModule"
    return {
        "brief_title": plain(text(study, name, "briefTitle")),
        "official_title": plain(text(study, name, "officialTitle")),
        "acronym": text(study, name, "acronym")[:64],
        "organization": text(study, name, "organization", "fullName"),
        "sponsor": text(study, sponsor, "leadSponsor", "name"),
        "sponsor_class": text(study, sponsor, "leadSponsor", "class")[:32],
        "collaborators": [
            text(one, "name") for one in items(study, sponsor, "collaborators")
        ],
        "brief_summary": text(study, "descriptionModule", "briefSummary"),
        "detailed_description": text(study, "descriptionModule", "detailedDescription"),
        "conditions": plain_texts(study, "conditions"),
        "keywords": plain_texts(study, "keywords"),
    }


def plain_texts(study: Raw, name: str) -> list[str]:
    return [plain(one) for one in texts(study, "conditionsModule", name)]


def condition_terms(raw: Raw) -> list[Raw]:
    """Return the MeSH terms of the conditions, with those above them in the tree."""
    module = ("derivedSection", "conditionBrowseModule")
    return [
        {"id": text(one, "id"), "term": text(one, "term"), "is_ancestor": is_ancestor}
        for name, is_ancestor in (("meshes", False), ("ancestors", True))
        for one in items(raw, *module, name)
        if text(one, "term")
    ]
