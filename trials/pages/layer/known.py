"""Words explained on every study's page, where no editor explained them better."""

from collections.abc import Iterable

from trials.models import Study, TextKind
from trials.pages.glossary import Word
from trials.plain.abbreviations import unfolded
from trials.texts.shipped.glossary import shipped_terms
from trials.texts.shown import ShownText


def glossary_words(common: Iterable[ShownText], language: str) -> list[Word]:
    """Return the general words: as the hospital keeps them, else as they came."""
    kept = [one for one in common if one.kind == TextKind.GLOSSARY]
    terms = kept[0].words if kept else shipped_terms(language)
    return [Word(one.key, one.term, one.meaning, one.spellings) for one in terms]


def explained_words(
    study: Study, editors: list[Word], common: Iterable[ShownText], language: str
) -> list[Word]:
    """Return all words of a page: an editor's first, then the record's, then ours."""
    found = list(editors)
    found += untaken(record_words(study), found)
    return [*found, *untaken(glossary_words(common, language), found)]


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
