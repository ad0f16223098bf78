"""A whole study for programs: the facts of its page, from the same functions."""

from datetime import date
from typing import Any

from trials.api.answers.addresses import in_each_language, machine_page
from trials.api.answers.freshness import freshness_of
from trials.api.answers.places import places_of
from trials.api.answers.summary import summary_of
from trials.api.answers.words import own_texts, plain_layer
from trials.models import Study
from trials.pages.contact import primary_contact
from trials.registry.clinicaltrials.text import plain
from trials.texts.serving import served_on_page, served_selfcheck


def study_answer(study: Study, today: date, language: str) -> dict[str, Any]:
    """Return everything that the page of a study says."""
    sites = list(study.sites.listed())
    texts = served_on_page(study, today, language)
    return {
        **summary_of(study, today, language),
        "freshness": freshness_of(study, today, language),
        "official_title": study.official_title,
        "acronym": study.acronym,
        "sponsor": study.sponsor,
        "interventions": [one.get("name", "") for one in study.interventions],
        "registry_words": registry_words(study),
        "plain": plain_layer(study, sites, texts, today, language),
        "texts": own_texts(texts, language),
        "contact": contact_answer(study, language),
        "sites": places_of(study, sites, today, language),
        "self_check": selfcheck_answer(study, today),
        "revision": study.revision,
        "pages": in_each_language("trials:study_detail", study.registry_id),
        "registry_page": None if study.is_fictional else study.registry_url,
    }


def registry_words(study: Study) -> dict[str, Any]:
    """Return the registry's own words, which are in English, without its escapes."""
    return {
        "language": "en",
        "title": study.brief_title,
        "summary": plain(study.brief_summary),
        "description": plain(study.detailed_description),
        "eligibility": plain(study.eligibility_text),
    }


def contact_answer(study: Study, language: str) -> dict[str, Any] | None:
    """Return whom the page names to ask."""
    found = primary_contact(study, language)
    if found is None:
        return None
    return {
        "name": found["name"],
        "phone": found["phone"] or None,
        "extension": found["extension"] or None,
        "email": found["email"] or None,
        "languages": found["languages"],
    }


def selfcheck_answer(study: Study, today: date) -> dict[str, Any] | None:
    """Return where the self-check stands, and in which version."""
    version = served_selfcheck(study.registry_id, today)
    if version is None:
        return None
    return {
        "version": version.number,
        "is_approved": version.is_in_force(today),
        "pages": in_each_language("trials:selfcheck_start", study.registry_id),
        "questionnaire": machine_page(
            "fhir:fhir_read_questionnaire", study.registry_id
        ),
    }
