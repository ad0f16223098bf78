"""What the search reads of a study's rows."""

from trials.indexing.texts import StudyText
from trials.models import Study
from trials.registry.facts import read_facts

READ = 1500


def study_text(study: Study) -> StudyText:
    """Return a study's own words for weighing."""
    return StudyText(
        title=f"{study.brief_title} ({study.acronym})",
        official_title=study.official_title,
        conditions=tuple(study.conditions),
        terms=tuple(
            one["term"] for one in study.condition_terms if not one.get("is_ancestor")
        ),
        keywords=tuple(study.keywords),
        interventions=intervention_names(study),
        summary=study.brief_summary,
        youngest=study.minimum_age_days,
        oldest=study.maximum_age_days,
        takes_healthy=bool(study.healthy_volunteers),
        phases=tuple(study.phases),
        numbers=numbers_elsewhere(study),
    )


def intervention_names(study: Study) -> tuple[str, ...]:
    found = []
    for one in study.interventions:
        found += [one.get("name", ""), *one.get("otherNames", [])]
    return tuple(found)


def numbers_elsewhere(study: Study) -> tuple[str, ...]:
    """Return what else a study is called by its sponsor and other registries."""
    return read_facts(study.facts).other_numbers


def people_of(study: Study) -> list[str]:
    """Return who runs a study: sponsors, officials, hospitals that take part."""
    parts = ("name", "affiliation")
    officials = [one.get(part, "") for one in study.officials for part in parts]
    places = study.sites.listed().values_list("facility", flat=True)[:40]
    return [
        *(study.sponsor, study.organization, *study.collaborators, *officials),
        *dict.fromkeys(places),
    ]
