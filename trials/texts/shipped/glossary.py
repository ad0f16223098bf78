"""The words that come explained with the software."""

import re
from collections.abc import Mapping
from functools import lru_cache

from portal.lib.vocabulary import load_words
from trials.texts.shipped.general import general_document
from trials.texts.shown import ShownTerm

LIST = "glossary"


PARENTHESIS = re.compile(r"\s*[（(][^()（）]*[)）]\s*")


def spellings(term: str) -> set[str]:
    """Return "Lupus (SLE)" as "Lupus" and "SLE"."""
    inside = re.findall(r"[（(]([^)）]*)[)）]", term)
    return {part.strip() for part in [PARENTHESIS.sub("", term), *inside] if part}


@lru_cache(maxsize=8)
def shipped_terms(language: str) -> tuple[ShownTerm, ...]:
    """Return all words that come explained, one a spelling."""
    general = general_terms(language)
    keys = listed_keys()
    return (*general, *(one for one in listed_terms(language) if one.key in keys))


@lru_cache(maxsize=1)
def listed_keys() -> frozenset[str]:
    """Return which words of the list no general word explains, in any language."""
    general = general_terms("en")
    taken = {one.casefold() for term in general for one in term.spellings}
    keys = {term.key for term in general}
    return frozenset(
        term.key
        for term in listed_terms("en")
        if term.key not in keys
        and not taken & {one.casefold() for one in term.spellings}
    )


def general_terms(language: str) -> tuple[ShownTerm, ...]:
    """Return the words of trials in general, spelled as in every language."""
    return tuple(
        ShownTerm(
            word["key"],
            word["term"][language],
            word["meaning"][language],
            tuple(sorted(set().union(*map(spellings, word["term"].values())))),
        )
        for word in general_document()["words"]
        if language in word["term"]
    )


def listed_terms(language: str) -> tuple[ShownTerm, ...]:
    """Return the portal's own words; a registry's English is explained in Chinese."""
    english, ours = load_words(LIST, "en"), load_words(LIST, language)
    return tuple(
        ShownTerm(
            key, ours[key][0], ours[key][1], (*english[key][2:], *own_words(ours, key))
        )
        for key in english
        if key in ours
    )


def own_words(words: Mapping[str, tuple[str, ...]], key: str) -> tuple[str, ...]:
    """Return how a word is written in its own language."""
    term, _meaning, *spellings = words[key]
    return tuple(spellings) or (term,)
