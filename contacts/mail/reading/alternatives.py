"""A mail that says the same twice, as plain text and as HTML: which one says more."""

import re

from portal.lib.text import fold_width

WORD = re.compile(r"\w+")
# What plain words cannot say: raised digits, and what somebody crossed out.
LOOKS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]|~~")
# Addresses and marks are written by one of the two only.
NOISE = re.compile(
    r"https?://\S+|\[cid:[^\[\]\s]*\]|\[image[^\[\]]*\]|<[^<>\s]*>", re.I
)
FEW = 2


def choose(plain: list[str], rich: list[str], notes: set[str]) -> list[str]:
    """Return the texts to show, so that no word of either is lost.

    `alternative` is noted where the two say different things: whoever reads one of
    them with another program may have read something else.
    """
    first, second = words_among(plain), words_among(rich)
    only_plain, only_rich = first - second, second - first
    # "10⁹" and "109" are the same letters, and not the same.
    says_more = looks_of(rich) > looks_of(plain)
    if not second or not (only_rich or says_more):
        return plain if first else rich
    if not only_plain:
        return rich
    notes.add("alternative")
    if not says_more and len(only_rich) <= FEW and len(second) > 20 * len(only_rich):
        return plain
    # "See this mail in a browser" stands for the words; it follows them.
    return [*rich, *plain] if len(second) > 2 * len(first) else [*plain, *rich]


def looks_of(texts: list[str]) -> int:
    """Return how much a text says by the look of its words."""
    return sum(len(LOOKS.findall(text)) for text in texts)


def words_among(texts: list[str]) -> set[str]:
    return {word for text in texts for word in WORD.findall(comparable(text))}


def comparable(text: str) -> str:
    """Return a text without addresses and marks; raised digits are digits."""
    plain = NOISE.sub(" ", text).replace("_", " ")
    return fold_width(plain).casefold()
