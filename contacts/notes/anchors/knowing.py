"""Whether words in a changed text are those that were noted. Pure; never a guess.

Only the very words count, and only where no other place could be meant: a note on a
wrong text misleads, a note that its owner attaches again costs a minute.
"""

from bisect import bisect_left

from contacts.notes.anchors.anchor import Anchor, KnownBy, text_fingerprint
from contacts.notes.anchors.folding import Folded, folded_words
from contacts.notes.anchors.headings import is_same_heading
from contacts.notes.anchors.likeness import KEPT, has_rival
from contacts.notes.anchors.surroundings import (
    STRONG,
    by_surroundings,
    copies_in,
    is_beside_the_same,
    sides_of,
    weight_of,
)

# How much of the text on each side has to be there again.
NEEDED = 20
# A whole paragraph or criterion says more than as many words of a longer one.
STRONG_WHOLE = 16


def sure_place(
    anchor: Anchor, whole: Folded, words: str, places: list[int], parts: dict[str, str]
) -> int | None:
    """Return the one place that must be meant; None where another could be."""
    if text_fingerprint(parts[anchor.part]) == anchor.fingerprint:
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
    anchor: Anchor, whole: Folded, words: str, places: list[int], parts: dict[str, str]
) -> int | None:
    """Return the place of words that the page had but once, and has but once."""
    if is_strong(anchor, whole, words, places) and copies_in(words, parts) == 1:
        if is_taken(anchor, whole, words) or is_alone(anchor, whole, words, places[0]):
            return None
        is_same = is_beside_the_same(anchor, whole, places[0], len(words))
        return places[0] if is_same else None
    return by_surroundings(anchor, whole, words, places, NEEDED)


def is_strong(anchor: Anchor, whole: Folded, words: str, places: list[int]) -> bool:
    """Whether words say enough by themselves to be known anywhere in the part."""
    start, end = whole.starts[places[0]], whole.ends[places[0] + len(words) - 1]
    is_block = is_edge(anchor.prefix[-1:]) and is_edge(anchor.suffix[:1])
    still = is_edge(whole.source[:start][-1:]) and is_edge(whole.source[end : end + 1])
    return weight_of(words) >= (STRONG_WHOLE if is_block and still else STRONG)


def is_alone(anchor: Anchor, whole: Folded, words: str, at: int) -> bool:
    """Whether a short line stands between strangers: "Age 40-70 years." says little.

    Where the heading of the other list was taken away, nothing else tells that it was
    moved from what includes to what excludes.
    """
    if weight_of(words) >= STRONG:
        return False
    before, after = sides_of(anchor)
    edged, start = whole.edged(), at + 1
    return not (
        edged.endswith(before[-NEEDED:], 0, start)
        or edged.startswith(after[:NEEDED], start + len(words))
    )


def is_edge(character: str) -> bool:
    """Whether a paragraph ends here; at the end of a part it does."""
    return character in {"", "\n"}


def is_taken(anchor: Anchor, whole: Folded, words: str) -> bool:
    """Whether something else now stands between what stood around the words.

    Then they were changed where they are, and what stands elsewhere is another text.
    """
    before, after = sides_of(anchor)
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
    before = folded_words(anchor.prefix.rpartition("\n")[2])
    after = folded_words(anchor.suffix.partition("\n")[0])
    lines = [folded_words(line) for line in anchor.exact.split("\n")]
    return has_rival(before, lines, after, whole, at, length)
