"""What a concept is called, and what stands above it."""

import re
from collections import defaultdict
from functools import lru_cache
from typing import Any, NamedTuple

from portal.lib.text import fold_text
from portal.lib.vocabulary import has_words, load_words
from trials.vocabulary.sources import LISTS, name_rows, open_rows, read_data

NO_LETTER = re.compile(r"[\W_]+")
LONGEST = 80


class KnownConcept(NamedTuple):
    """A concept: the term that heads its row, and of what kind it is."""

    term: str
    kind: str


def concept_key(term: str) -> str:
    """Return a term's key, which may stand in an address."""
    return NO_LETTER.sub("-", fold_text(term)).strip("-")[:LONGEST]


@lru_cache(maxsize=20_000)
def key_of_term(term: str) -> str:
    """Return the key under which a term is kept: some are the same as another."""
    return concept_key(relations()["same"].get(term, term))


@lru_cache(maxsize=1)
def relations() -> dict[str, Any]:
    """Return what we say beside the tree: the same, under, not under."""
    return read_data("relations")


@lru_cache(maxsize=1)
def known_concepts() -> dict[str, KnownConcept]:
    """Return every concept by its key."""
    found: dict[str, KnownConcept] = {}
    for row in name_rows():
        found.setdefault(key_of_term(row.term), KnownConcept(row.term, row.kind))
    for same in relations()["same"].values():
        key = concept_key(same)
        found[key] = KnownConcept(same, found[key].kind)
    return found


def preferred_name(key: str, language: str) -> str:
    """Return what a concept is called in a language, else its term."""
    known = known_concepts().get(key)
    if known is None:
        return key
    lists = [name for name, kind in LISTS.items() if kind == known.kind]
    for name in lists:
        words = load_words(name, language) if has_words(name, language) else {}
        if names := words.get(known.term):
            return names[0]
    return known.term


@lru_cache(maxsize=1)
def parents() -> dict[str, set[str]]:
    """Return the concepts right above each one."""
    found: dict[str, set[str]] = defaultdict(set)
    by_place = {
        place: term for term in open_rows("mesh") for place in tree_places(term)
    }
    for place, term in by_place.items():
        above = by_place.get(place.rpartition(".")[0])
        if above:
            found[key_of_term(term)].add(key_of_term(above))
    for term, others in relations()["under"].items():
        found[key_of_term(term)].update(key_of_term(one) for one in others)
    return {key: above - {key} for key, above in found.items()}


def tree_places(term: str) -> list[str]:
    """Return a term's places in the tree, without those that would mislead a search."""
    cut = tuple(relations()["not_under"].get(term, ()))
    row = open_rows("mesh")[term][0].split()
    return [place for place in row if not cut or not place.startswith(cut)]


@lru_cache(maxsize=20_000)
def ancestors(key: str) -> tuple[tuple[str, int], ...]:
    """Return everything above a concept, each with the number of steps."""
    steps, waiting = {key: 0}, [key]
    for one in waiting:
        for above in sorted(parents().get(one, ())):
            if above not in steps:
                steps[above] = steps[one] + 1
                waiting.append(above)
    del steps[key]
    return tuple(steps.items())
