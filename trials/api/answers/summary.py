"""A study in a list: what decides whether to look closer."""

from datetime import date
from typing import Any

from trials.api.answers.addresses import iso, machine_page, page_in
from trials.models import Study
from trials.pages.found.standing import SURE
from trials.pages.state.tone_words import tone_word
from trials.pages.titles import title_in


def summary_of(study: Study, today: date, language: str) -> dict[str, Any]:
    """Return what a list says of a study, the same as its card."""
    title, title_language = title_in(study, language, today)
    tone = study.judged(today).tone
    return {
        "id": study.registry_id,
        "registry": study.register_name,
        "is_fictional": study.is_fictional,
        "title": title,
        "title_language": title_language,
        "conditions": study.conditions,
        "status": study.overall_status,
        "freshness": {
            "tone": tone.value,
            "words": tone_word(tone),
            "is_sure": tone in SURE,
        },
        "study_type": study.study_type,
        "phases": study.phases,
        "who": who_of(study),
        "changed_at": iso(study.changed_at),
        "page": page_in("trials:study_detail", language, study.registry_id),
        "self": machine_page("api:api_study", study.registry_id),
    }


def who_of(study: Study) -> dict[str, Any]:
    """Return who may take part, in the registry's values."""
    return {
        "sex": study.sex or None,
        "minimum_age": study.minimum_age or None,
        "maximum_age": study.maximum_age or None,
        "healthy_volunteers": study.healthy_volunteers,
    }
