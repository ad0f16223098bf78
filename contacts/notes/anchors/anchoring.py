"""Where a note belongs in a text that may have changed. Pure; never a guess.

An anchor follows the W3C Web Annotation model: a TextQuoteSelector with what stands
before and after, a TextPositionSelector, and the part of the page. It is found again
only by the very words, and only where no other place could be meant.
"""

import hashlib
from bisect import bisect_left
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from contacts.notes.anchors.folding import (
    BEGIN,
    END,
    Folded,
    first_words,
    folded,
    last_words,
    runs_on,
    words_of,
)
from contacts.notes.anchors.headings import heading_above, is_same_heading
from contacts.notes.anchors.likeness import (
    KEPT,
    Passage,
    has_rival,
    most_like,
    sentence_around,
)

# How much of the text on each side has to be there again.
NEEDED = 20
# Words that stand for themselves; shorter ones are known only by their surroundings.
STRONG, LEAST = 48, 40
# A whole paragraph or criterion says more than as many words of a longer one.
STRONG_WHOLE = 16


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
class Place:
    """Where an anchor's words stand today."""

    part: str
    start: int
    end: int


@dataclass(frozen=True)
class Changed:
    """The words are not there, or not surely there; `now` is what is most like them."""

    now: Passage


def describe(parts: dict[str, str], part: str, start: int, end: int) -> Anchor:
    """Return the anchor of a range of a part's text; a word is taken as a whole."""
    text = parts[part]
    start, end = whole_words(text, start, end)
    exact = text[start:end]
    whole, words = folded(text), words_of(exact)
    places = whole.find(words)
    anchor = Anchor(
        part,
        exact,
        text[max(start - KEPT, 0) : start],
        text[end : end + KEPT],
        start,
        end,
        known_by=KnownBy.POSITION,
        ordinal=sum(whole.starts[at] < start for at in places),
        fingerprint=fingerprint(text),
        heading=heading_above(text, start),
    )
    if copies_in(words, parts) == 1:
        return replace(anchor, known_by=KnownBy.WORDS)
    if by_surroundings(anchor, whole, words, places, KEPT) is not None:
        return replace(anchor, known_by=KnownBy.SURROUNDINGS)
    return anchor


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without outer blanks, with the words that it cut."""
    start, end = max(start, 0), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and start > 0 and runs_on(text, start):
        start -= 1
    while start < end < len(text) and runs_on(text, end):
        end += 1
    return start, end


@lru_cache(maxsize=512)
def fingerprint(text: str) -> str:
    """Return what is the same for two texts that read the same."""
    return hashlib.sha256(words_of(text).encode()).hexdigest()[:32]


def attach(anchor: Anchor, parts: dict[str, str]) -> Place | Changed:
    """Return where the anchor's words stand, or what may have become of them.

    Only the same part is looked at: a criterion that moved from one list to the other
    says the opposite.
    """
    text, words = parts.get(anchor.part, ""), words_of(anchor.exact)
    whole = folded(text)
    places = whole.find(words)
    at = sure(anchor, whole, words, places, parts) if places else None
    if at is None:
        return Changed(like_now(anchor, parts))
    return Place(anchor.part, whole.starts[at], whole.ends[at + len(words) - 1])


def like_now(anchor: Anchor, parts: dict[str, str]) -> Passage:
    """Return what stands today and is most like the sentence of the noted words."""
    before, after = sentence_around(anchor.prefix, anchor.exact, anchor.suffix)
    sentence = f"{before}{anchor.exact}{after}".strip()
    return most_like(sentence, anchor.exact, anchor.part, parts)


def sure(
    anchor: Anchor,
    whole: Folded,
    words: str,
    places: list[int],
    parts: dict[str, str],
) -> int | None:
    """Return the one place that must be meant; None where another could be."""
    if fingerprint(parts[anchor.part]) == anchor.fingerprint:
        return places[anchor.ordinal] if anchor.ordinal < len(places) else None
    if anchor.known_by == KnownBy.POSITION:
        return None
    at = by_surroundings(anchor, whole, words, places, KEPT)
    # Words of two paragraphs may come to stand together by the change itself.
    is_one = "\n" not in anchor.exact
    if at is None and is_one and anchor.known_by == KnownBy.WORDS:
        at = by_words(anchor, whole, words, places, parts)
    return None if at is None or is_doubtful(anchor, whole, at, len(words)) else at


def by_words(
    anchor: Anchor,
    whole: Folded,
    words: str,
    places: list[int],
    parts: dict[str, str],
) -> int | None:
    """Return the place of words that the page had but once, and has but once."""
    if is_strong(anchor, whole, words, places) and copies_in(words, parts) == 1:
        if is_taken(anchor, whole, words):
            return None
        is_same = is_beside_the_same(anchor, whole, places[0], len(words))
        return places[0] if is_same else None
    return by_surroundings(anchor, whole, words, places, NEEDED)


def is_strong(anchor: Anchor, whole: Folded, words: str, places: list[int]) -> bool:
    """Whether words say enough by themselves to be known anywhere in the part."""
    start, end = whole.starts[places[0]], whole.ends[places[0] + len(words) - 1]
    is_block = is_edge(anchor.prefix[-1:]) and is_edge(anchor.suffix[:1])
    still = is_edge(whole.source[:start][-1:]) and is_edge(whole.source[end : end + 1])
    return weight(words) >= (STRONG_WHOLE if is_block and still else STRONG)


def is_edge(character: str) -> bool:
    """Whether a paragraph ends here; at the end of a part it does."""
    return character in {"", "\n"}


def is_taken(anchor: Anchor, whole: Folded, words: str) -> bool:
    """Whether something else now stands between what stood around the words.

    Then they were changed where they are, and what stands elsewhere is another text.
    """
    before, after = sides(anchor)
    edged, tail, head = whole.edged(), before[-NEEDED:].strip(), after[:NEEDED].strip()
    if not (tail and head):
        return False
    known = whole.occurrences(words)
    at, end = edged.find(tail), -1
    while at >= 0:
        begin = at + len(tail)
        # Each is looked for once, however often the tail stands before it.
        end = edged.find(head, begin) if end < begin else end
        if end < 0:
            break
        if end - begin <= 3 * len(words) and not is_blank(edged, begin, end):
            next_one = bisect_left(known, begin)
            if next_one == len(known) or known[next_one] + len(words) > end:
                return True
        at = edged.find(tail, begin)
    return False


def is_blank(text: str, start: int, end: int) -> bool:
    """Whether nothing stands in a range; folded text has one blank at a time."""
    return not text[start : min(end, start + 2)].strip()


def is_doubtful(anchor: Anchor, whole: Folded, at: int, length: int) -> bool:
    """Whether the same words may yet be another text.

    They stand under other headings, or something much like the old text stands too.
    """
    if not is_same_heading(anchor.heading, whole.source, whole.starts[at]):
        return True
    before = words_of(anchor.prefix.rpartition("\n")[2])
    after = words_of(anchor.suffix.partition("\n")[0])
    lines = [words_of(line) for line in anchor.exact.split("\n")]
    return has_rival(before, lines, after, whole, at, length)


def is_beside_the_same(anchor: Anchor, whole: Folded, at: int, length: int) -> bool:
    """Whether the words next to a place are those that were: no "not", no "<"."""
    source = whole.source
    left, right = source[: whole.starts[at]], source[whole.ends[at + length - 1] :]
    exact = anchor.exact
    return last_words(anchor.prefix, exact) == last_words(left, exact) and (
        first_words(anchor.suffix, exact) == first_words(right, exact)
    )


def by_surroundings(
    anchor: Anchor, whole: Folded, words: str, places: list[int], needed: int
) -> int | None:
    """Return the one place with the same text on both sides."""
    before, after = sides(anchor)
    edged = whole.edged()
    if weight(words) + min(len(before), needed) + min(len(after), needed) < LEAST:
        return None
    fitting = [
        at
        for at in places
        if fits(before, after, edged, at + 1, at + 1 + len(words), needed)
    ]
    return fitting[0] if len(fitting) == 1 else None


def sides(anchor: Anchor) -> tuple[str, str]:
    """Return what stood before and after, with the edges of the part, folded."""
    before = folded(anchor.prefix).text.lstrip()
    # Folding leaves out the blanks before the first word.
    gap = " " if anchor.suffix[:1].isspace() else ""
    after = gap + folded(anchor.suffix).text.rstrip()
    before = before if len(anchor.prefix) >= KEPT else BEGIN + before
    after = after if len(anchor.suffix) >= KEPT else after + END
    return before, after


def fits(
    before: str, after: str, edged: str, start: int, end: int, needed: int
) -> bool:
    """Whether both sides agree for as long as is needed, and one of them wholly."""
    return (
        edged.endswith(before[-needed:], 0, start)
        and edged.startswith(after[:needed], end)
        and (edged.endswith(before, 0, start) or edged.startswith(after, end))
    )


def copies_in(words: str, parts: dict[str, str]) -> int:
    """Return how often folded words stand on the whole page."""
    return sum(len(folded(text).find(words)) for text in parts.values())


def weight(words: str) -> int:
    """Return how much words say by themselves: a Chinese character says a word."""
    return sum(5 if c > "\u2e7f" else 1 for c in words)
