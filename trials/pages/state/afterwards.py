"""What a page says once a study is over: its results, and where one may still ask."""

from datetime import date
from typing import Any

from trials.models import Study
from trials.pages.facts import registry_date
from trials.pages.state.cards import with_tones
from trials.registry.facts import read_facts
from trials.search.similar import likely_studies


def over_context(study: Study, today: date, language: str) -> dict[str, Any]:
    """Return results and similar studies of one that is over, nothing of another."""
    if study.may_be_asked:
        return {}
    said = read_facts(study.facts)
    likely = likely_studies(study, today)
    url = f"{study.registry_url}?tab=results" if said.has_results else ""
    day = said.results_date
    return {
        "results_url": url,
        "results_day": registry_date(day, language) if day else "",
        "similar": with_tones(likely, today),
    }
