"""Which concepts a name can mean."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from portal.lib.vocabulary import languages_of, load_words
from trials.vocabulary.concepts import key_of_term
from trials.vocabulary.sources import name_rows
from trials.vocabulary.tokens import key_of, tokens_of
from trials.vocabulary.wordlists import all_phrase_words, joining_words

MOST_LETTERS, MOST_WORDS = 6, 12
ORGANS = "organ_words"
Ranks = defaultdict[str, dict[str, int]]


class NameLookup(NamedTuple):
    """Concept keys by the key of a name, for names and for abbreviations."""

    names: dict[str, tuple[str, ...]]
    abbreviations: dict[str, tuple[str, ...]]
    # How often each word occurs in names, ours counted tenfold.
    words: dict[str, int]
    longest: int


def name_key(name: str) -> str:
    """Return the key of a name without the small words in it."""
    return key_without_joining([token.text for token in tokens_of(name)])


def key_without_joining(words: Sequence[str]) -> str:
    """Return the key of words; small ones count where nothing else tells a name."""
    kept = [word for word in words if word not in joining_words()]
    is_small = all(word in all_phrase_words() for word in kept)
    return key_of(list(words) if is_small else kept)


def is_telling(words: Sequence[str]) -> bool:
    """Whether a name of an open list says enough to be believed."""
    return any(
        len(word) > 2 and word.isalpha() and word not in all_phrase_words()
        for word in words
    )


def is_abbreviation(name: str, words: list[str]) -> bool:
    """Whether a name is one to be told from a word by its capitals."""
    if len(name) > MOST_LETTERS or len(words) != 1:
        return False
    letters = [one for one in name if one.isalpha()]
    capitals = sum(one.isupper() for one in letters)
    return capitals >= 2 and capitals >= len(letters) - 1


@lru_cache(maxsize=1)
def lookup() -> NameLookup:
    """Return all names; where our lists know a name, the open ones are not asked."""
    words: dict[str, int] = defaultdict(int)
    names: Ranks = defaultdict(dict)
    abbreviations: Ranks = defaultdict(dict)
    longest = 1
    for row in name_rows():
        own = [token.text for token in tokens_of(row.name)]
        longest = max(longest, len(own))
        if not own or (row.rank and not is_telling(own)):
            continue
        for word in own:
            words[word] += 1 if row.rank else 10
        ranks = abbreviations if is_abbreviation(row.name, own) else names
        key = key_without_joining(own)
        ranks[key].setdefault(key_of_term(row.term), row.rank)
    surest_names = {key: surest(found) for key, found in names.items()}
    short = {key: surest(found) for key, found in abbreviations.items()}
    return NameLookup(surest_names, short, dict(words), min(longest, MOST_WORDS))


def surest(ranks: dict[str, int]) -> tuple[str, ...]:
    best = min(ranks.values())
    return tuple(key for key, rank in ranks.items() if rank == best)


@lru_cache(maxsize=1)
def organ_words() -> dict[str, tuple[str, ...]]:
    """Return what a part of the body means where nothing else is named, by its key."""
    found: dict[str, list[str]] = defaultdict(list)
    for language in languages_of(ORGANS):
        for term, words in load_words(ORGANS, language).items():
            for word in words:
                found[name_key(word)].append(key_of_term(term))
    return {key: tuple(dict.fromkeys(terms)) for key, terms in found.items()}
