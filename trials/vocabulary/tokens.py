"""Text is cut alike wherever it is compared: in names, in records, in what is typed.

A word in a Latin or Arabic script is one token, a Chinese character is one by itself.
Case, accents, widths, plurals, British spelling, traditional characters and the Arabic
article do not count.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from portal.lib.text import HAN, fold_text

__all__ = ["HAN", "Token", "fold_word", "key_of", "simple", "simplified", "tokens_of"]

DATA = Path(__file__).resolve().parent / "data"
MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
PART = re.compile(rf"[㐀-鿿]|(?:[^\W_㐀-鿿][{MARKS}]*)+")
POSSESSIVE = re.compile(r"['’ʼ`´]s?(?=\W|$)")
ARABIC = re.compile("[\u0600-\u06ff]")
LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ـ": "", "ı": "i", "ß": "ss"})
# Words whose last "s" is no plural.
SINGULAR = ("ss", "us", "is")
# "the" with what is written together with it: and, by, for, like.
ARTICLE = re.compile("^(?:[وفبك]?ال|لل)(?=.{3})")


@dataclass(frozen=True)
class Token:
    """One word: as compared, and as it was typed, with its place."""

    text: str
    typed: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """Return the words of a text in their order."""
    whole = POSSESSIVE.sub(lambda found: " " * len(found[0]), text)
    return [
        Token(fold_word(match[0]), match[0], match.start(), match.end())
        for match in PART.finditer(whole)
    ]


@lru_cache(maxsize=100_000)
def fold_word(word: str) -> str:
    """Return one word as it is compared."""
    if word.isascii():
        return simple(word.lower())
    folded = fold_text(word).translate(LETTERS).translate(simplified())
    if ARABIC.search(folded):
        return ARTICLE.sub("", folded)
    return simple(folded)


def simple(word: str) -> str:
    """Return a word in American spelling and in the singular, near enough for a key."""
    word = word.replace("ae", "e").replace("oe", "e").replace("tumour", "tumor")
    if len(word) <= 3 or not word.endswith("s") or word.endswith(SINGULAR):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


@lru_cache(maxsize=1)
def simplified() -> dict[int, int]:
    """Return the simplified character of each traditional one."""
    table = json.loads((DATA / "han.json").read_text(encoding="utf-8"))
    return str.maketrans(table["traditional"], table["simplified"])


def key_of(words: list[str]) -> str:
    """Return the key of some tokens: their order counts in Chinese alone."""
    if any(HAN.match(word) for word in words):
        return "".join(words)
    return " ".join(sorted(set(words)))
