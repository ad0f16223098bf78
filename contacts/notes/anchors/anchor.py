"""A place in a text, described so that it can be found again: a W3C anchor. Pure.

A TextQuoteSelector with what stands before and after, a TextPositionSelector, and the
part of the page.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from contacts.notes.anchors.folding import folded_words
from contacts.notes.anchors.likeness import LikePassage


class KnownBy(StrEnum):
    """What made a place unlike all others of its page when it was noted."""

    WORDS = "words"
    SURROUNDINGS = "surroundings"
    POSITION = "position"


@dataclass(frozen=True)
class Anchor:
    """A place in a part of a page, described so that it can be found again.

    `ordinal` says which of the same words in the part it was; `fingerprint` names the
    part's whole text at that time; `heading` holds the headings above the place.
    Positions count code points.
    """

    part: str
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    known_by: str
    ordinal: int
    fingerprint: str
    heading: str = ""


@dataclass(frozen=True)
class StandingPlace:
    """Where an anchor's words stand today."""

    part: str
    start: int
    end: int


@dataclass(frozen=True)
class Changed:
    """The words are not there, or not surely there; `now` is what is most like them."""

    now: LikePassage


@lru_cache(maxsize=512)
def text_fingerprint(text: str) -> str:
    """Return what is the same for two texts that read the same."""
    return hashlib.sha256(folded_words(text).encode()).hexdigest()[:32]
