"""Which concepts stand in which part of a record. Pure.

A short abbreviation counts only where the record also writes it out: "AD" in one
record is atopic dermatitis and in another androgen deficiency.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from trials.indexing.texts import StudyText
from trials.vocabulary.concepts import ancestors, key_of_term, known_concepts
from trials.vocabulary.lookup import name_key
from trials.vocabulary.mentions import Mention, mentions_in
from trials.vocabulary.tokens import Token, tokens_of

# A name does not go on over the end of a sentence or a bracket.
BREAK = re.compile(r"[.:)](?=\s|$)|[(;\[\]\n]")
LONG_ENOUGH = 4
READ = 2000


@dataclass
class NamedConcepts:
    """Concept keys by the part of the record in which they are named."""

    conditions: list[set[str]] = field(default_factory=list)
    title: set[str] = field(default_factory=set)
    official_title: set[str] = field(default_factory=set)
    interventions: set[str] = field(default_factory=set)
    keywords: set[str] = field(default_factory=set)
    summary: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)

    @property
    def any_condition(self) -> set[str]:
        return set().union(*self.conditions)


def named_in_record(text: StudyText) -> NamedConcepts:
    """Return what a record names, part by part."""
    parts = (
        *(text.title, text.official_title, text.summary[:READ]),
        *(*text.conditions, *text.keywords, *text.interventions),
    )
    spelled = spelled_out(parts)
    found = NamedConcepts(
        conditions=[keys_in(one, spelled) for one in text.conditions],
        title=keys_in(text.title, spelled),
        official_title=keys_in(text.official_title, spelled),
        interventions=keys_of_all(text.interventions, spelled),
        keywords=keys_of_all(text.keywords, spelled),
        summary=keys_in(text.summary[:READ], spelled),
    )
    found.terms = own_terms(text, found.any_condition)
    return found


def pieces(text: str) -> list[list[Token]]:
    return [tokens_of(piece) for piece in BREAK.split(text) if piece.strip()]


def spelled_out(parts: Iterable[str]) -> set[str]:
    """Return what the record names otherwise than by a short abbreviation."""
    return {
        key
        for part in parts
        for tokens in pieces(part)
        for mention in mentions_in(tokens)
        if not is_short(mention, tokens)
        for key in mention.keys
    }


def is_short(mention: Mention, tokens: list[Token]) -> bool:
    typed = tokens[mention.start].typed
    is_sure = len(typed) >= LONG_ENOUGH and len(mention.keys) == 1 and typed.isupper()
    return mention.is_abbreviation and not is_sure


def keys_in(text: str, spelled: set[str]) -> set[str]:
    """Return the concepts that a text names."""
    found: set[str] = set()
    for tokens in pieces(text):
        for mention in mentions_in(tokens):
            keys = set(mention.keys)
            if is_short(mention, tokens):
                typed = tokens[mention.start].typed
                keys = keys & spelled if typed != typed.lower() else set()
            elif len(keys) > 1:
                keys = keys & likely(keys) or keys
            found |= keys
    return found


def likely(keys: set[str]) -> set[str]:
    """Return the widest of several meanings: a lay name is asked, not recorded."""
    return {one for one in keys if one in known_concepts()}


def keys_of_all(texts: Iterable[str], spelled: set[str]) -> set[str]:
    return set().union(*(keys_in(text, spelled) for text in texts))


def own_terms(text: StudyText, named: set[str]) -> set[str]:
    """Return the registry's terms that are no word inside a longer name.

    The registry gives "Hernia" to a record of disc herniation, and "Sclerosis" to one
    of multiple sclerosis.
    """
    words = {word for one in text.conditions for word in name_key(one).split()}
    above = {over for key in named for over, _steps in ancestors(key)}
    found = set()
    for term in text.terms:
        key, said = key_of_term(term), set(name_key(term).split())
        if key in known_concepts() and key not in above:
            is_inside = named and len(said) == 1 and said <= words and key not in named
            if not is_inside:
                found.add(key)
    return found
