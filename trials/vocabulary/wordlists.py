"""The small words of questions, by what they say: `portal/vocabulary/search_words/`."""

from functools import lru_cache

from portal.lib.vocabulary import languages_of, load_words
from trials.vocabulary.tokens import tokens_of

NAME = "search_words"


@lru_cache(maxsize=64)
def phrases(kind: str) -> frozenset[str]:
    """Return the phrases of a kind in every language, each as its tokens in order."""
    return frozenset(
        " ".join(token.text for token in tokens_of(phrase))
        for language in languages_of(NAME)
        for phrase in load_words(NAME, language).get(kind, ())
    )


@lru_cache(maxsize=1)
def joining_words() -> frozenset[str]:
    """Return the words that do not count within a name: "cancer of the lung"."""
    return phrases("joining")


@lru_cache(maxsize=64)
def longest_phrase(kind: str) -> int:
    """Return how many words the longest phrase of a kind has."""
    return max((len(phrase.split()) for phrase in phrases(kind)), default=0)


@lru_cache(maxsize=1)
def number_words() -> dict[str, int]:
    """Return what the words for numbers say."""
    return {
        " ".join(token.text for token in tokens_of(word)): number
        for language in languages_of(NAME)
        for number, word in enumerate(load_words(NAME, language).get("numbers", ()))
    }


@lru_cache(maxsize=1)
def all_phrase_words() -> frozenset[str]:
    """Return every word of every list: none of them is misspelt."""
    return frozenset(
        word
        for language in languages_of(NAME)
        for kind in load_words(NAME, language)
        for phrase in phrases(kind)
        for word in phrase.split()
    )
