"""A study as schema.org's MedicalTrial: what its page says, and nothing more."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from trials.models import Study, StudySite
from trials.pages.found.around import breadcrumbs, organization, page_address
from trials.pages.found.block import without_empty
from trials.pages.found.places import linked_places
from trials.pages.found.standing import linked_designs, linked_status

OBSERVATIONAL = "OBSERVATIONAL"


def linked_study(
    study: Study,
    sites: Iterable[StudySite],
    today: date,
    language: str,
    **words: str,
) -> list[dict[str, Any]]:
    """Return the graph of a page with its `name`; none of an invented study."""
    if study.is_fictional:
        return []
    node = trial_node(study, list(sites), today, language)
    crumbs = breadcrumbs(study, words["name"])
    return [without_empty({**node, **words}), organization(language), crumbs]


def trial_node(
    study: Study, sites: list[StudySite], today: date, language: str
) -> dict[str, Any]:
    """Return a study without its words: id, state, conditions, places."""
    judged = study.judged(today)
    address = page_address("trials:study_detail", study.registry_id)
    is_observed = study.study_type == OBSERVATIONAL
    countries = len({site.country_name or site.country for site in sites})
    return {
        "@type": "MedicalObservationalStudy" if is_observed else "MedicalTrial",
        "@id": f"{address}#trial",
        "url": address,
        "alternateName": study.acronym,
        "code": {
            "@type": "MedicalCode",
            "codeValue": study.registry_id,
            "codingSystem": study.register_name,
        },
        "sameAs": study.registry_url,
        "status": linked_status(study, judged),
        "healthCondition": [condition_node(name) for name in study.conditions],
        "sponsor": study.sponsor and {"@type": "Organization", "name": study.sponsor},
        "trialDesign": []
        if is_observed
        else linked_designs(study, len(sites), countries),
        "studyLocation": linked_places(sites, judged.tone, today, language),
    }


def condition_node(name: str) -> dict[str, str]:
    return {"@type": "MedicalCondition", "name": name}
