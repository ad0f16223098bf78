"""What somebody who types a few words is looking for. Asks no database of ours."""

from portal.lib.text import fold_width
from trials.registry.numbers import registry_ids_in
from trials.search.understanding import correcting, naming, people, phases
from trials.search.understanding.persons import take_persons
from trials.search.understanding.placing import is_big_place, take_place
from trials.search.understanding.query import LONGEST, Query
from trials.search.understanding.shapes import Concept, Corrected, Understood
from trials.vocabulary.tokens import HAN

__all__ = ["Concept", "Corrected", "Understood", "understand"]


def understand(q: str, language: str, *, corrects: bool = True) -> Understood:
    """Return what a search means; words in any of the languages are understood.

    `corrects`: whether a misspelt word is taken for what it seems to be.
    """
    # Normalised before it is cut: one sign can stand for eighteen.
    words = fold_width(q[:LONGEST])[:LONGEST]
    registry_ids, rest = registry_ids_in(words.replace("\x00", " "))
    query = Query(rest)
    corrections = corrected(query) if corrects else []
    concepts = naming.take_concepts(query, language)
    sex = people.sex_of(query)
    age = people.take_age(query)
    return Understood(
        registry_ids=tuple(registry_ids),
        phases=phases.take_phases(query),
        healthy=query.take_all("healthy"),
        recruiting=query.take_all("recruiting"),
        group=people.take_group(query),
        concepts=(*concepts, *take_persons(query)),
        place=take_place(query),
        age=age,
        sex=sex,
        leftover=leftover(query),
        corrections=tuple(corrections),
    )


def corrected(query: Query) -> list[Corrected]:
    """Put words that name something in the place of misspelt ones."""
    return [
        *correcting.split_words(query),
        *correcting.correct_words(query, is_big_place),
        *correcting.correct_characters(query),
    ]


def leftover(query: Query) -> tuple[str, ...]:
    """Return the words that nobody understood and that may still say something."""
    for kind in ("filler", "own_child", "male", "female", "not", "near"):
        query.take_all(kind)
    found = []
    for start, end in query.free_runs():
        run = query.tokens[start:end]
        if all(HAN.match(token.text) for token in run):
            found.append(query.typed(start, end))
        else:
            found += [token.typed for token in run]
    return tuple(found)
