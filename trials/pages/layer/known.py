"""Words explained on every study's page, where no editor explained them better."""

from collections.abc import Iterable
from functools import lru_cache

from portal.lib.vocabulary import load_words
from trials.models import Study
from trials.pages.glossary import Word
from trials.plain.abbreviations import unfolded

LIST = "glossary"


@lru_cache(maxsize=8)
def glossary_words(language: str) -> tuple[Word, ...]:
    """Return the portal's own words; a registry's English is explained in Chinese."""
    english, ours = load_words(LIST, "en"), load_words(LIST, language)
    return tuple(
        Word(key, ours[key][0], ours[key][1], (*english[key][2:], *own(ours, key)))
        for key in english
        if key in ours
    )


def own(words: dict[str, tuple[str, ...]], key: str) -> tuple[str, ...]:
    """Return how a word is written in its own language."""
    term, _meaning, *spellings = words[key]
    return tuple(spellings) or (term,)


def explained_words(study: Study, editors: list[Word], language: str) -> list[Word]:
    """Return all words of a page: an editor's first, then the record's, then ours."""
    found = list(editors)
    found += untaken(record_words(study), found)
    return [*found, *untaken(glossary_words(language), found)]


def record_words(study: Study) -> list[Word]:
    """Return the abbreviations that a record unfolds, as it unfolds them."""
    texts = [study.brief_title, study.official_title, *study.conditions]
    pairs = unfolded([*texts, *study.keywords])
    return [
        Word(f"record-{short.lower()}", short, long, (short,), "en")
        for short, long in pairs.items()
        if short.replace("-", "").isalnum()
    ]


def untaken(words: Iterable[Word], taken: list[Word]) -> list[Word]:
    """Return words none of whose spellings is explained already, without those."""
    known = {spelling.casefold() for word in taken for spelling in word.spellings}
    keys = {word.key for word in taken}
    return [
        word
        for word in words
        if word.key not in keys
        and not {spelling.casefold() for spelling in word.spellings} & known
    ]
