"""What a record's smaller fields say, typed: design, arms, days, safety, results."""

from trials.registry.clinicaltrials.plan import Raw, only_date
from trials.registry.clinicaltrials.raw import at, codes, items, text, texts, yes_or_no
from trials.registry.clinicaltrials.text import plain
from trials.registry.facts import (
    Arm,
    Collaborator,
    RecordFacts,
    Reference,
    StudyDocument,
)

IDENTITY = "identificationModule"
DESIGN, STATUS = ("designModule",), ("statusModule",)
INFO = (*DESIGN, "designInfo")
MASKING = (*INFO, "maskingInfo")
OVERSIGHT = "oversightModule"
RESPONSIBLE = ("sponsorCollaboratorsModule", "responsibleParty")
LONGEST_CODE = 48
LONGEST_NUMBER, MOST_NUMBERS = 100, 40


def facts_of(raw: Raw) -> RecordFacts:
    """Return the typed facts of a whole raw study."""
    study: Raw = raw["protocolSection"]
    return RecordFacts(
        **design_facts(study),
        **day_types(study),
        **oversight(study),
        **results(raw, study),
        arms=arms(study),
        collaborators=collaborators(study),
        responsible_party=code(study, *RESPONSIBLE, "type"),
        other_numbers=other_numbers(study),
    )


def other_numbers(study: Raw) -> tuple[str, ...]:
    """Return the sponsor's own number, those of other registries, and older ones."""
    others = [
        text(one, "id")[:LONGEST_NUMBER]
        for one in items(study, IDENTITY, "secondaryIdInfos")
    ]
    own = text(study, IDENTITY, "orgStudyIdInfo", "id")[:LONGEST_NUMBER]
    numbers = (own, *others, *codes(study, IDENTITY, "nctIdAliases"))
    return tuple(dict.fromkeys(filter(None, numbers)))[:MOST_NUMBERS]


def code(study: Raw, *path: str) -> str:
    """Return a value of one of the registry's lists of values."""
    return text(study, *path)[:LONGEST_CODE]


def design_facts(study: Raw) -> Raw:
    return {
        "phase_codes": codes(study, *DESIGN, "phases"),
        "allocation": code(study, *INFO, "allocation"),
        "intervention_model": code(study, *INFO, "interventionModel"),
        "intervention_model_description": plain(
            text(study, *INFO, "interventionModelDescription")
        ),
        "observational_model": code(study, *INFO, "observationalModel"),
        "time_perspective": code(study, *INFO, "timePerspective"),
        "is_register": yes_or_no(study, *DESIGN, "patientRegistry"),
        "target_duration": text(study, *DESIGN, "targetDuration"),
        "primary_purpose": code(study, *INFO, "primaryPurpose"),
        "masking": code(study, *MASKING, "masking"),
        "masking_description": plain(text(study, *MASKING, "maskingDescription")),
        "who_masked": codes(study, *MASKING, "whoMasked"),
    }


def day_types(study: Raw) -> Raw:
    """Return which days have been and which are planned."""
    names = {
        "start_type": "startDateStruct",
        "primary_completion_type": "primaryCompletionDateStruct",
        "completion_type": "completionDateStruct",
        "last_update_type": "lastUpdatePostDateStruct",
    }
    return {name: code(study, *STATUS, path, "type") for name, path in names.items()}


def oversight(study: Raw) -> Raw:
    return {
        "has_safety_board": yes_or_no(study, OVERSIGHT, "oversightHasDmc"),
        "is_us_drug": yes_or_no(study, OVERSIGHT, "isFdaRegulatedDrug"),
        "is_us_device": yes_or_no(study, OVERSIGHT, "isFdaRegulatedDevice"),
    }


def results(raw: Raw, study: Raw) -> Raw:
    """Return what became known, and what may be read."""
    posted = (*STATUS, "resultsFirstPostDateStruct")
    return {
        "has_results": yes_or_no(raw, "hasResults"),
        "has_adverse_events": bool(at(raw, "resultsSection", "adverseEventsModule"))
        or None,
        "results_date": only_date(text(study, *posted, "date")),
        "results_date_type": code(study, *posted, "type"),
        "references": references(study),
        "documents": documents(raw),
        "data_sharing": code(study, "ipdSharingStatementModule", "ipdSharing"),
    }


def arms(study: Raw) -> tuple[Arm, ...]:
    return tuple(
        Arm(
            label=plain(text(one, "label")),
            kind=code(one, "type"),
            description=plain(text(one, "description")),
            names=tuple(plain(name) for name in texts(one, "interventionNames")),
        )
        for one in items(study, "armsInterventionsModule", "armGroups")
    )


def collaborators(study: Raw) -> tuple[Collaborator, ...]:
    found = items(study, "sponsorCollaboratorsModule", "collaborators")
    return tuple(Collaborator(text(one, "name"), code(one, "class")) for one in found)


def references(study: Raw) -> tuple[Reference, ...]:
    return tuple(
        Reference(code(one, "type"), code(one, "pmid"))
        for one in items(study, "referencesModule", "references")
    )


def documents(raw: Raw) -> tuple[StudyDocument, ...]:
    module = ("documentSection", "largeDocumentModule", "largeDocs")
    return tuple(
        StudyDocument(
            label=text(one, "label"),
            has_protocol=one.get("hasProtocol") is True,
            has_analysis_plan=one.get("hasSap") is True,
            has_consent_form=one.get("hasIcf") is True,
        )
        for one in items(raw, *module)
    )
