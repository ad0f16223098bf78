"""A study's words by language: the registry's, and what we wrote of it."""

from trials.indexing.reading import READ, intervention_names, people_of
from trials.models import SearchDocument, Study
from trials.vocabulary.cutting import cut_words

REGISTRY_LANGUAGE = "en"


def documents_of(study: Study) -> list[SearchDocument]:
    """Return the rows of a study, not yet saved."""
    body = [*study.conditions, *study.keywords, study.brief_summary[:READ]]
    registry = SearchDocument(
        study=study,
        language=REGISTRY_LANGUAGE,
        title=cut([study.brief_title, study.acronym, study.official_title]),
        treatments=cut(intervention_names(study)),
        people=cut(people_of(study)),
        body=cut(body),
    )
    return [registry]


def cut(texts: list[str] | tuple[str, ...]) -> str:
    """Return the words of some texts, one after the other, as the index keeps them."""
    return " ".join(cut_words(" . ".join(texts)))
