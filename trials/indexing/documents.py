"""A study's words by language: the registry's, and what we wrote of it."""

from typing import Any

from trials.indexing.own_words import own_bodies, sentences_in, titles_in
from trials.indexing.reading import (
    READ,
    intervention_names,
    numbers_elsewhere,
    people_of,
)
from trials.models import SearchDocument, Study
from trials.vocabulary.cutting import cut_words

REGISTRY_LANGUAGE = "en"


def documents_of(study: Study) -> list[SearchDocument]:
    """Return the rows of a study, not yet saved."""
    bodies = own_bodies(study)
    ours = bodies.pop(REGISTRY_LANGUAGE, {})
    body = [*study.conditions, *study.keywords, study.brief_summary[:READ]]
    registry = SearchDocument(
        study=study,
        language=REGISTRY_LANGUAGE,
        title=cut([*names_of_study(study), *titles_in(ours)]),
        treatments=cut(intervention_names(study)),
        people=cut(people_of(study)),
        body=cut([*body, *sentences_in(ours)]),
    )
    return [registry, *(own_document(study, *one) for one in bodies.items())]


def own_document(study: Study, language: str, body: dict[str, Any]) -> SearchDocument:
    """Return the row of what we wrote in another language than the registry's."""
    return SearchDocument(
        study=study,
        language=language,
        title=cut(titles_in(body)),
        body=cut([*sentences_in(body)]),
    )


def names_of_study(study: Study) -> list[str]:
    """Return what a study is called, by words and by numbers."""
    names = [study.brief_title, study.acronym, study.official_title]
    return [*names, *numbers_elsewhere(study)]


def cut(texts: list[str] | tuple[str, ...]) -> str:
    """Return the words of some texts, one after the other, as the index keeps them."""
    return " ".join(cut_words(" . ".join(texts)))
