"""Words that the portal knows by language: lists in `portal/vocabulary/`. Pure.

One folder for each list, one file for each language, with its owner (the room that
reads it) and its source. A language of the interface has every list, or the portal
does not start: a list that is quietly missing switches off what it was made for.
"""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

VOCABULARY = Path(__file__).resolve().parents[1] / "vocabulary"
ABOUT = ("owner", "source", "rows")
SCRIPT = 4

Words = Mapping[str, tuple[str, ...]]


class UnknownLanguageError(LookupError):
    """A language for which a list holds no words; `str()` names both."""


def load_words(name: str, language: str) -> Words:
    """Return one list's words in a language; raises UnknownLanguageError.

    A regional form has its language's words, a script of its own does not: "de-at"
    reads German, "zh-hant" nothing that was written for "zh-hans".
    """
    known = languages_of(name)
    for code in spellings_of(language):
        if code in known:
            return read_words(name, code)
    raise UnknownLanguageError(f"{name} has no words in {language}.")


def has_words(name: str, language: str) -> bool:
    """Whether a list speaks a language."""
    return any(code in languages_of(name) for code in spellings_of(language))


def spellings_of(language: str) -> list[str]:
    """Return the codes under which a language's words may stand, the nearest first."""
    code = language.lower().replace("_", "-")
    first, *more = code.split("-")
    wide = [] if any(len(part) == SCRIPT for part in more) else [first]
    return list(dict.fromkeys([usual_codes().get(code, code), *wide]))


@lru_cache(maxsize=1)
def usual_codes() -> dict[str, str]:
    """Return what a code without its script means: "zh" and "zh-sg" mean "zh-hans"."""
    name = "interface_languages"
    return {
        also: code
        for code in languages_of(name)
        for also in read_words(name, code).get("also", ())
    }


def in_every_language(name: str, key: str) -> dict[str, str]:
    """Return one entry as every language has it, by language."""
    texts = {code: read_words(name, code).get(key, ()) for code in languages_of(name)}
    return {code: words[0] for code, words in texts.items() if words}


def missing_words(languages: Iterable[str]) -> list[tuple[str, str]]:
    """Return (list, language) of all that these languages lack."""
    codes = list(languages)
    return [
        (name, code) for name in lists() for code in codes if not has_words(name, code)
    ]


@lru_cache(maxsize=1)
def lists() -> tuple[str, ...]:
    return tuple(sorted(path.name for path in VOCABULARY.iterdir() if path.is_dir()))


@lru_cache(maxsize=64)
def languages_of(name: str) -> tuple[str, ...]:
    """Return the languages of a list, English first."""
    codes = {path.stem for path in (VOCABULARY / name).glob("*.json")}
    return tuple(sorted(codes, key=lambda code: (code != "en", code)))


@lru_cache(maxsize=256)
def read_words(name: str, code: str) -> Words:
    """Return the words of one file; a single text is a list of one.

    A file may name another whose words are its own: what is read in Traditional Chinese
    is turned into simplified characters before it is compared.
    """
    if other := read_file(name, code).get("same_as"):
        return read_words(name, other)
    rows = {row["family"]: row.get("words", ()) for row in read_rows(name, code)}
    return MappingProxyType(
        {
            key: (words,) if isinstance(words, str) else tuple(words)
            for key, words in (read_file(name, code) | rows).items()
            if key not in ABOUT
        }
    )


def read_rows(name: str, code: str) -> list[dict[str, Any]]:
    """Return the rows of a list that names owner, source and date for each of them."""
    rows: list[dict[str, Any]] = read_file(name, code).get("rows", [])
    return rows


def read_file(name: str, code: str) -> dict[str, Any]:
    text = (VOCABULARY / name / f"{code}.json").read_text(encoding="utf-8")
    parsed: dict[str, Any] = json.loads(text)
    return parsed
