"""A message as it is read for signs: one way of writing for each word. Pure.

Widths, accents, case, apostrophes, letters held down and numerals of other scripts do
not count; traditional characters become simplified ones. Sentences come out, with a
bound on their length: signs are looked for within one.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from portal.lib.text import fold_width, without_marks

# More than a message may hold; what follows is not read.
LONGEST = 40_000
SENTENCE, SHARED = 600, 60
APOSTROPHES = str.maketrans(
    "", "", "'\u2018\u2019\u02bc\u0060\u00b4\u2032\u0640\u200b\u200c\u200d\u00ad\ufe0f"
)
HELD_DOWN = re.compile(r"([a-z])\1{2,}")
ENDS = re.compile(r"[.!?](?!\d)|[。！？;؛؟…\n\r]")
BLANKS = re.compile(r"[^\S\n]+")
PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]+")
LAUGHS = re.compile("[\U0001f602\U0001f605\U0001f606\U0001f923]")
WORDS = re.compile(r"[^\W\d_]+")
SAME_LETTERS = {"ى": "ي", "ة": "ه", "٫": ".", "،": ",", "，": ",", "؟": "?", "ک": "ك"}


class Spellings:
    """Other ways of writing, to ours: of whole words, and of single letters."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words
        self.letters = {ord(one): ours for one, ours in words.items() if len(one) == 1}


def fold_message(text: str, spellings: Spellings) -> str:
    """Return a message in the writing in which the lists of signs are kept."""
    text = LAUGHS.sub(" haha ", text[:LONGEST])
    text = fold_width(text).translate(APOSTROPHES).casefold()
    text = fold_letters(PICTURES.sub(" ", text))
    text = text.translate(spellings.letters)
    text = HELD_DOWN.sub(r"\1", text)
    text = WORDS.sub(lambda found: spellings.words.get(found[0], found[0]), text)
    return BLANKS.sub(" ", text)


def fold_letters(text: str) -> str:
    """Return a text without accents, with the digits and letters of one script."""
    if text.isascii():
        return text
    return "".join(map(plain_character, without_marks(text)))


def plain_character(one: str) -> str:
    """Return a digit of any script as an ASCII one, Arabic letters in one form."""
    if one.isdecimal():
        return str(unicodedata.decimal(one))
    return SAME_LETTERS.get(one, one)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a folded message; an endless one in pieces."""
    begin = 0
    for end in [*(found.start() for found in ENDS.finditer(text)), len(text)]:
        sentence, begin = text[begin : end + 1], end + 1
        for at in range(0, len(sentence), SENTENCE):
            if piece := sentence[max(0, at - SHARED) : at + SENTENCE].strip():
                yield piece
