"""Whether what stands around a place is what stood around it."""

from contacts.notes.anchors.anchor import Anchor
from contacts.notes.anchors.folding import (
    BEGIN,
    END,
    Folded,
    first_words,
    folded,
    last_words,
)
from contacts.notes.anchors.likeness import KEPT

# Words that stand for themselves; shorter ones are known only by their surroundings.
STRONG, LEAST = 48, 40


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
    before, after = sides_of(anchor)
    edged = whole.edged()
    if weight_of(words) + min(len(before), needed) + min(len(after), needed) < LEAST:
        return None
    fitting = [
        at
        for at in places
        if agree_on_sides(before, after, edged, at + 1, at + 1 + len(words), needed)
    ]
    return fitting[0] if len(fitting) == 1 else None


def sides_of(anchor: Anchor) -> tuple[str, str]:
    """Return what stood before and after, with the edges of the part, folded."""
    before = folded(anchor.prefix).text.lstrip()
    # Folding leaves out the blanks before the first word.
    gap = " " if anchor.suffix[:1].isspace() else ""
    after = gap + folded(anchor.suffix).text.rstrip()
    before = before if len(anchor.prefix) >= KEPT else BEGIN + before
    after = after if len(anchor.suffix) >= KEPT else after + END
    return before, after


def agree_on_sides(
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


def weight_of(words: str) -> int:
    """Return how much words say by themselves: a Chinese character says a word."""
    return sum(5 if c > "\u2e7f" else 1 for c in words)
