"""Under which headings a place of a text stands; the texts do not mark them. Pure.

"Exclusion criteria" above a line turns its sense round, and so may "Cohort B:". What
only might be a heading counts as one: the price is a note that has to be attached
again by its owner, and never one on a wrong text.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from contacts.notes.anchors.folding import folded_words

LINE = re.compile(r"[^\n]+")
COLONS = (":", "：")
# A line that names one of the two lists, with or without a colon.
LIST = re.compile(
    r"\b(in|ex)clu(sions?|de[sd]?|ding)\b|入选|入组|纳入|排除|Einschluss|Ausschluss",
    re.I,
)
LONGEST_NAME = 80
SENTENCE_ENDS = (".", ";", ",", "。", "；", "，")
# How many headings above a line count, besides all that name a list.
NEAREST = 2


class Heading(NamedTuple):
    """A line that says what the lines below it are."""

    end: int
    words: str
    is_list: bool


@lru_cache(maxsize=512)
def headings(text: str) -> tuple[Heading, ...]:
    """Return the lines of a text that are headings, or might be."""
    found = []
    for line in LINE.finditer(text):
        words = line[0].strip()
        is_list = bool(LIST.search(words)) and (
            words.endswith(COLONS)
            or (len(words) <= LONGEST_NAME and not words.endswith(SENTENCE_ENDS))
        )
        if is_list or words.endswith(COLONS):
            found.append(Heading(line.end(), words, is_list))
    return tuple(found)


def heading_above(text: str, at: int) -> str:
    """Return the headings above a place, the nearest last, line by line."""
    above = [one for one in headings(text) if one.end <= at]
    near = above[-NEAREST:]
    return "\n".join(one.words for one in above if one.is_list or one in near)


def nearest(heading: str) -> list[str]:
    """Return of headings above a place those from the name of its list on."""
    lines = headings(heading)
    first = max((n for n, one in enumerate(lines) if one.is_list), default=0)
    return [one.words for one in lines[first:]]


def is_same_heading(old: str, text: str, at: int) -> bool:
    """Whether a place stands under the headings that stood above it."""
    return (
        folded_words(old).casefold() == folded_words(heading_above(text, at)).casefold()
    )
