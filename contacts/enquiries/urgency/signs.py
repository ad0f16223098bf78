"""The signs in one sentence: where each stands and what it says. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contacts.enquiries.urgency.families import (
    ANY_DIGIT,
    KEY,
    any_word,
    words_by_beginning,
)

# From here on scripts put no blanks between words.
CHARACTERS = "\u2e80"
ARABIC_PREFIX = re.compile("[وف]?(?:[بك]?ال|لل|[بلكستينام]|[بس][يت])?")
LONGEST_PREFIX = 4
# The first letter of a run; of Arabic, and where words are not parted, any letter and
# what follows it. Most letters of a message are neither, and are not looked at.
LOOKED_AT = re.compile(r"(?<![^\W_\u0600-\U0010ffff])[^\W_]|[^\W_\x00-\u05ff]")
OF_BODY = frozenset({"body", "body_small", "fever", "effect"})
ILLS = OF_BODY | {"mind", "mind_small"}
# "Since ten years" is not now, though "since" is.
LONG_AGO = frozenset({"past", "usual"})
# What may take a sign away.
DOUBTS = frozenset({"not", "if", "past", "usual", "over", "apart", "asking"})
BREAK = re.compile(
    r"[,:;()\u2013\u2014|]| - |\b(?:but|and|aber|und|pero|mais|et)\b"
    "|但|可是|不过|却|而且|لكن|بس "
)
# How many words, or characters where none are parted, a denial reaches.
REACH, REACH_UNPARTED = 4, 2


@dataclass(frozen=True, slots=True)
class Sign:
    """One word of a family, found at a place."""

    begin: int
    end: int
    family: str
    says: str

    @property
    def is_ill(self) -> bool:
        """Whether it tells of something bad, and not of how it is told."""
        return self.says in ILLS

    @property
    def is_of_body(self) -> bool:
        return self.says in OF_BODY

    @property
    def is_danger_of_body(self) -> bool:
        """Whether it may be an emergency; what a medicine does is to be told after."""
        return self.is_of_body and self.says != "effect"


def find_signs(sentence: str) -> list[Sign]:
    """Return the signs of a sentence in their order.

    A figure of speech hides what it is made of, and a sign hides what is only a part
    of it: who "passes out" is not told of the past.
    """
    found = list(scan(sentence))
    figures = [one for one in found if one.says == "figure"]
    wholes = [one for one in found if one.is_ill or one.says in {"over", *LONG_AGO}]
    seen = (one for one in found if not is_hidden(one, figures, wholes, sentence))
    return sorted(seen, key=lambda one: (one.begin, one.end))


def is_hidden(
    one: Sign, figures: list[Sign], wholes: list[Sign], sentence: str
) -> bool:
    """Whether a sign is only a piece of a figure of speech, or of another sign."""
    if one.says == "figure":
        return False
    if any(overlaps(one, other) for other in figures):
        return True
    return any(
        is_within(one, other, sentence) and hides(other, one) for other in wholes
    )


def is_within(part: Sign, whole: Sign, sentence: str) -> bool:
    """Whether it is a piece of another sign.

    What a sign only steps over is none: "took ten years ago his life" is long ago.
    """
    if part.says == "past" and whole.is_ill and " " in sentence[part.begin : part.end]:
        return False
    if whole.says in LONG_AGO:
        return part.says == "now" and overlaps(part, whole)
    return whole.begin < part.begin and part.end <= whole.end


def hides(whole: Sign, part: Sign) -> bool:
    """Whether a part of this says nothing by itself: "fine now" is not now."""
    return part.says in DOUBTS if whole.is_ill else part.says == "now"


def scan(sentence: str) -> Iterator[Sign]:
    """Yield every word of every family, wherever it begins."""
    begin = 0
    for found in LOOKED_AT.finditer(sentence):
        at, letter = found.start(), found[0]
        if not at or not sentence[at - 1].isalnum():
            begin = at
        if not may_begin(sentence[begin:at], letter):
            continue
        keys = {sentence[at : at + size] for size in range(1, KEY + 1)}
        if letter.isdigit():
            keys.add(ANY_DIGIT)
        for key in keys:
            yield from signs_at(sentence, at, key)


def signs_at(sentence: str, at: int, key: str) -> Iterator[Sign]:
    """Yield every word with these first letters that stands at a place."""
    door = any_word(key)
    if door is None or not door.match(sentence, at):
        return
    for word in words_by_beginning()[key]:
        if found := word.pattern.match(sentence, at):
            yield Sign(at, max(found.end(), at + 1), word.family, word.says)


def may_begin(before: str, letter: str) -> bool:
    """Whether a word may begin behind these letters of the same run.

    In scripts that part words only at a word's beginning; Arabic writes "and", "the"
    and persons together with the word.
    """
    if not before or letter >= CHARACTERS or before[-1] >= CHARACTERS:
        return True
    return bool(ARABIC_PREFIX.fullmatch(before[-LONGEST_PREFIX - 1 :]))


def overlaps(one: Sign, other: Sign) -> bool:
    return one.begin < other.end and other.begin < one.end


def are_close(sentence: str, end: int, begin: int) -> bool:
    """Whether a denial that ends here still holds for what begins there."""
    between = sentence[end:begin]
    if end > begin or BREAK.search(between):
        return False
    if any(letter >= "\u2e80" for letter in between):
        return len(between) <= REACH_UNPARTED
    return len(between.split()) < REACH
