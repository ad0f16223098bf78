"""What mail programs and absent people write: `portal/vocabulary/letters/`."""

import re
from collections.abc import Iterable
from functools import cache

from portal.lib.vocabulary import languages_of, load_words

# Letters between which a language writes no blank.
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
ROLES = ("from", "to", "cc", "date", "subject", "other")


@cache
def phrases(kind: str) -> tuple[str, ...]:
    """Return the phrases of one kind in all languages, longest first, in small."""
    found = {
        phrase.casefold()
        for language in languages_of("letters")
        for phrase in load_words("letters", language).get(kind, ())
    }
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


@cache
def labels() -> dict[str, str]:
    """Return what a label of a header line stands for."""
    found: dict[str, str] = {}
    for role in ROLES:
        for label in phrases(role):
            found.setdefault(label, role)
    return found


@cache
def phrase_pattern(*kinds: str) -> re.Pattern[str]:
    """Return an expression that finds a phrase as words of its own."""
    return re.compile("|".join(map(as_words, every(kinds))))


def every(kinds: Iterable[str]) -> list[str]:
    found = {phrase for kind in kinds for phrase in phrases(kind)}
    return sorted(found, key=lambda phrase: (-len(phrase), phrase))


def as_words(phrase: str) -> str:
    """Keep `on leave` out of `on leaves`; scripts without blanks have no words."""
    escaped = re.escape(phrase)
    before = "" if UNSPACED.match(phrase[0]) or not is_letter(phrase[0]) else r"(?<!\w)"
    after = "" if UNSPACED.match(phrase[-1]) or not is_letter(phrase[-1]) else r"(?!\w)"
    return f"{before}{escaped}{after}"


def is_letter(character: str) -> bool:
    return bool(re.match(r"\w", character))


def mentions(text: str, *kinds: str) -> bool:
    """Whether a phrase of these kinds stands in the text, which is in small letters."""
    return bool(phrase_pattern(*kinds).search(text))


def mention_together(text: str, first: str, second: str) -> bool:
    """Whether one language has phrases of both kinds in the text.

    "on" is "he" in Polish, and says nothing of anybody in "on leave".
    """
    return any(a.search(text) and b.search(text) for a, b in pairs_of(first, second))


@cache
def pairs_of(first: str, second: str) -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    """Return the expressions of two kinds for each language that knows both."""
    known = (load_words("letters", code) for code in languages_of("letters"))
    return [
        (one_of(words[first]), one_of(words[second]))
        for words in known
        if words.get(first) and words.get(second)
    ]


def one_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return an expression that finds any of these phrases."""
    return re.compile("|".join(as_words(word.casefold()) for word in words))
