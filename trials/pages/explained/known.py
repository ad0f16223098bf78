"""Words explained on every study's page, where no editor explained them better."""

from collections.abc import Iterable
from functools import lru_cache

from trials.models import Study, TextKind
from trials.pages.explained.glossary import Glossary, Word
from trials.plain.abbreviations import unfolded
from trials.texts.shipped.glossary import shipped_terms
from trials.texts.shown import ShownTerm, ShownText


def glossary_words(common: Iterable[ShownText], language: str) -> tuple[Word, ...]:
    """Return the general words: as the hospital keeps them, else as they came."""
    return general_glossary(general_terms(common, language)).known


def explained_words(
    study: Study, editors: list[Word], common: Iterable[ShownText], language: str
) -> Glossary:
    """Return all words of a page: an editor's first, then the record's, then ours."""
    general = general_glossary(general_terms(common, language))
    own = [*editors, *untaken(record_words(study), editors)]
    return Glossary((*own, *untaken(general.known, own))) if own else general


def general_terms(common: Iterable[ShownText], language: str) -> tuple[ShownTerm, ...]:
    """Return the hospital's own glossary, or the one that comes with the program."""
    kept = [one.words for one in common if one.kind == TextKind.GLOSSARY]
    return kept[0] if kept else shipped_terms(language)


@lru_cache(maxsize=16)
def general_glossary(terms: tuple[ShownTerm, ...]) -> Glossary:
    """Return the words of every page with their table, made once."""
    return Glossary(
        tuple(Word(one.key, one.term, one.meaning, one.spellings) for one in terms)
    )


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
