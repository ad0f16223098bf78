"""Passcodes that can be said on the telephone, and what makes one strong. Pure."""

import secrets
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

WORDS = Path(__file__).with_name("data") / "passcode_words.txt"
# 260 words: 8 bits each, 40 in all. 13 digits: 43 bits.
WORD_COUNT, DIGITS = 5, (3, 3, 3, 4)
# Of a passcode that somebody made up.
SHORTEST, DIFFERENT = 10, 5

Choose = Callable[[int], int]


@lru_cache(maxsize=1)
def words() -> tuple[str, ...]:
    """Return short English words that nobody mishears."""
    return tuple(WORDS.read_text(encoding="utf-8").split())


def new_passcode(language: str, choose: Choose = secrets.randbelow) -> str:
    """Return a passcode of 40 bits or more: English words, elsewhere digits.

    Digits are said and understood in every language.
    """
    if language.startswith("en"):
        return " ".join(words()[choose(len(words()))] for _ in range(WORD_COUNT))
    return " ".join(str(choose(10**size)).zfill(size) for size in DIGITS)


def plain_passcode(text: str) -> str:
    """Return a passcode as it is compared: blanks, hyphens and case do not count."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if c.isalnum())


def is_strong(text: str) -> bool:
    """Whether a made-up passcode takes more than a few tries to guess."""
    plain = plain_passcode(text)
    return len(plain) >= SHORTEST and len(set(plain)) >= DIFFERENT and not is_row(plain)


def is_row(plain: str) -> bool:
    """Whether it only counts up or down, or says one thing again and again."""
    steps = {(ord(b) - ord(a)) % 10 for a, b in pairwise(plain)}
    is_repeated = any(
        plain == (plain[:size] * len(plain))[: len(plain)] for size in (1, 2, 3, 4, 5)
    )
    return is_repeated or len(steps) == 1
