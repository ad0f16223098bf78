"""Abbreviations that a record unfolds itself: "long form (ABC)"; no guess. Pure."""

import re
from collections.abc import Iterable

SHORT = r"[A-Z][A-Za-z0-9/-]{1,9}"
AFTER = re.compile(rf"\(({SHORT})s?\)")
BEFORE = re.compile(rf"\b({SHORT}) \(([^()]{{4,120}})\)")
WORD = re.compile(r"[A-Za-z0-9]+")
SMALL = frozenset({"of", "the", "and", "in", "with", "for", "to", "on", "by"})
LEAST, MOST = 2, 8


def unfolded(texts: Iterable[str]) -> dict[str, str]:
    """Return each abbreviation with its long form; one that has two has none."""
    found: dict[str, set[str]] = {}
    for text in texts:
        for short, long in pairs(text):
            found.setdefault(short, set()).add(long)
    return {
        short: min(longs, key=len)
        for short, longs in found.items()
        if len({one.casefold() for one in longs}) == 1
    }


def pairs(text: str) -> Iterable[tuple[str, str]]:
    """Yield (abbreviation, long form) of both orders."""
    for match in AFTER.finditer(text):
        if long := long_form(match[1], text[: match.start()]):
            yield match[1], long
    for match in BEFORE.finditer(text):
        long = long_form(match[1], match[2])
        if long and long == match[2].strip():
            yield match[1], long


def long_form(short: str, before: str) -> str:
    """Return the last words before a bracket whose first letters are the short form."""
    letters = [c for c in short if c.isupper() or c.isdigit()]
    if not LEAST <= len(letters) <= MOST:
        return ""
    words = list(WORD.finditer(before))
    start = first_word(letters, [word[0] for word in words])
    return before[words[start].start() :].strip() if start >= 0 else ""


def first_word(letters: list[str], words: list[str]) -> int:
    """Return where a long form begins, read from its end; -1 for none."""
    at = len(words)
    for letter in reversed(letters):
        at -= 1
        while at >= 0 and words[at].lower() in SMALL and is_other(words[at], letter):
            at -= 1
        if at < 0 or is_other(words[at], letter):
            return -1
    return at


def is_other(word: str, letter: str) -> bool:
    return word[0].upper() != letter.upper()
