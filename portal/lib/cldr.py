"""Names of countries and languages in the visitor's language (Unicode CLDR)."""

import re
from collections.abc import Sequence
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.lists import format_list

from portal.lib.text import fold_text


@lru_cache(maxsize=32)
def locale(language: str) -> Locale:
    """Return the CLDR locale of a Django language code, English if unknown."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def country_name(code: str, language: str) -> str:
    """Return a country's name from its ISO 3166 code, or "" if it is none."""
    name: str = locale(language).territories.get(code.upper(), "")
    return name


def language_name(code: str, language: str) -> str:
    """Return a language's name from its code ("zh" → "Chinese"), or the code."""
    try:
        known = Locale.parse(code, sep="-")
        return known.get_display_name(language.replace("-", "_")) or code
    except (UnknownLocaleError, ValueError):
        return code


def listing(parts: Sequence[str], language: str) -> str:
    """Return "a, b and c" as the language writes it."""
    told: str = format_list([*parts], "standard", locale(language))
    return soften_and(told, parts[-1]) if language == "es" and len(parts) > 1 else told


def soften_and(told: str, last: str) -> str:
    """Return a Spanish list with "e" before the sound of "y": CLDR has no rule."""
    if not re.match(r"h?[ií](?![aeo])", last, re.IGNORECASE):
        return told
    return f"{told.removesuffix(f'y {last}')}e {last}"


def native_numbering(language: str) -> str:
    """Return CLDR's name of a language's own digits, such as "arab"."""
    name: str = locale(language).other_numbering_systems.get("native", "latn")
    return name


def is_language(code: str) -> bool:
    """Whether a code stands for a language, with or without a script ("zh-hans")."""
    return code.partition("-")[0] in locale("en").languages


@lru_cache(maxsize=32)
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of every country, sorted as the language's readers would.

    CLDR's territories also hold continents ("001") and outlying areas ("QO").
    """
    names = locale(language).territories
    real = [
        (code, name)
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    ]
    return tuple(sorted(real, key=lambda pair: sort_key(pair[1], language)))


# Groups, test regions and "unknown" in CLDR's list of territories.
NOT_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


def sort_key(name: str, language: str) -> bytes:
    """Return a key that puts Chinese names in the order of their sounds, or strokes.

    As CLDR has it: GB 2312's first level is ordered by pinyin, and Big 5 by strokes,
    as readers of Traditional Chinese look names up. Other scripts fold their accents.
    """
    if language == "zh-hant":
        return name.encode("big5hkscs", "replace")
    if language.startswith("zh"):
        return name.encode("gb18030", "replace")
    return fold_text(name).encode()
