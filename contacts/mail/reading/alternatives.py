"""A mail that says the same twice, as plain text and as HTML: which one says more."""

import re

WORD = re.compile(r"\w+")
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
    if not second or not only_rich:
        return plain if first else rich
    if not only_plain:
        return rich
    notes.add("alternative")
    if len(only_rich) <= FEW and len(second) > 20 * len(only_rich):
        return plain
    # "See this mail in a browser" stands for the words; it follows them.
    return [*rich, *plain] if len(second) > 2 * len(first) else [*plain, *rich]


def words_among(texts: list[str]) -> set[str]:
    return {
        word
        for text in texts
        for word in WORD.findall(NOISE.sub(" ", text).replace("_", " ").casefold())
    }
