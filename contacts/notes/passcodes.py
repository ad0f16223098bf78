"""Passcodes that can be said on the telephone, and what makes one strong. Pure."""

import secrets
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from portal.lib.text import fold_width

WORDS = Path(__file__).with_name("data") / "passcode_words.txt"
# 260 words: 8 bits each, 40 in all. 13 digits: 43 bits.
WORD_COUNT, DIGITS = 5, (3, 3, 3, 4)
# Of a passcode that somebody made up.
SHORTEST, DIFFERENT = 10, 5
KEYS = ("1234567890", "qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm")
LEET = str.maketrans("013457", "oleast")

Choose = Callable[[int], int]


@lru_cache(maxsize=1)
def passcode_words() -> tuple[str, ...]:
    """Return short English words that nobody mishears."""
    return tuple(WORDS.read_text(encoding="utf-8").split())


def new_passcode(language: str, choose: Choose = secrets.randbelow) -> str:
    """Return a passcode of 40 bits or more: English words, elsewhere digits.

    Digits are said and understood in every language.
    """
    if language.startswith("en"):
        return " ".join(
            passcode_words()[choose(len(passcode_words()))] for _ in range(WORD_COUNT)
        )
    return " ".join(str(choose(10**size)).zfill(size) for size in DIGITS)


def plain_passcode(text: str) -> str:
    """Return a passcode as it is compared: blanks, hyphens and case do not count."""
    plain = fold_width(text).casefold()
    return "".join(c for c in plain if c.isalnum())


def is_strong(text: str) -> bool:
    """Whether a made-up passcode takes more than a few tries to guess."""
    plain = plain_passcode(text)
    if len(plain) < SHORTEST or len(set(plain)) < DIFFERENT:
        return False
    return not (says_again(plain) or is_row(plain))


def says_again(plain: str) -> bool:
    """Whether it says one thing again and again."""
    sizes = range(1, len(plain) * 2 // 3 + 1)
    return any(plain == (plain[:size] * len(plain))[: len(plain)] for size in sizes)


def is_row(plain: str) -> bool:
    """Whether most of it counts up or down, or goes along the keys of a keyboard."""
    in_row = sum(is_next(a, b) for a, b in pairwise(plain))
    return 2 * in_row > len(plain) - 1


def is_next(a: str, b: str) -> bool:
    """Whether one character follows another, either way, in a row that all know."""
    is_counted = abs(ord(a) - ord(b)) <= 1 or {a, b} == {"0", "9"}
    return is_counted or any(a + b in row or b + a in row for row in KEYS)


def is_common(text: str, well_known: frozenset[str]) -> bool:
    """Whether it is one that everybody thinks of, with some digits put around it.

    `well_known` are such passwords in the form in which passcodes are compared.
    """
    plain = plain_passcode(text)
    inside = plain.strip("0123456789")
    forms = {plain, inside, plain.translate(LEET), inside.translate(LEET)}
    return not forms.isdisjoint(well_known)
