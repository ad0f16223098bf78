"""Where a note belongs in a text that may have changed. Pure."""

from dataclasses import replace

from contacts.notes.anchors.anchor import (
    Anchor,
    Changed,
    KnownBy,
    StandingPlace,
    text_fingerprint,
)
from contacts.notes.anchors.folding import folded, folded_words, runs_on
from contacts.notes.anchors.headings import heading_above
from contacts.notes.anchors.knowing import sure_place
from contacts.notes.anchors.likeness import (
    KEPT,
    LikePassage,
    most_like,
    sentence_around,
)
from contacts.notes.anchors.surroundings import by_surroundings, copies_in


def describe_place(parts: dict[str, str], part: str, start: int, end: int) -> Anchor:
    """Return the anchor of a range of a part's text; a word is taken as a whole."""
    text = parts[part]
    start, end = whole_words(text, start, end)
    exact = text[start:end]
    whole, words = folded(text), folded_words(exact)
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
        fingerprint=text_fingerprint(text),
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


def attach_anchor(anchor: Anchor, parts: dict[str, str]) -> StandingPlace | Changed:
    """Return where the anchor's words stand, or what may have become of them.

    Only the same part is looked at: a criterion that moved from one list to the other
    says the opposite.
    """
    text, words = parts.get(anchor.part, ""), folded_words(anchor.exact)
    whole = folded(text)
    places = whole.find(words)
    at = sure_place(anchor, whole, words, places, parts) if places else None
    if at is None:
        return Changed(like_now(anchor, parts))
    return StandingPlace(anchor.part, whole.starts[at], whole.ends[at + len(words) - 1])


def like_now(anchor: Anchor, parts: dict[str, str]) -> LikePassage:
    """Return what stands today and is most like the sentence of the noted words."""
    before, after = sentence_around(anchor.prefix, anchor.exact, anchor.suffix)
    sentence = f"{before}{anchor.exact}{after}".strip()
    return most_like(sentence, anchor.exact, anchor.part, parts)
