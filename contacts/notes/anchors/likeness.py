"""What of a changed text is like an older one: to doubt by, and to show. Pure."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from contacts.notes.anchors.folding import Folded
from contacts.notes.anchors.headings import heading_above

# How much of the text on each side of its words an anchor keeps.
KEPT = 64
# How alike a passage has to be, of 100, to be shown as what stands there now.
ALIKE = 55
# … and to put in doubt that the same words elsewhere are the same text.
RIVAL, SHORT = 78, 16
# Of longer words only the beginning and the end are compared: a page of notes on whole
# paragraphs would take seconds.
LONGEST, COMPARED = 160, 400
# Shorter words say too little without the sentence that they stood in.
TELLING = 24
SENTENCE = re.compile(r"(?<=[.;:!?])\s+|(?<=[。；：！？])\s*|\n")
LAST_SENTENCE = re.compile(r"(?s)\A.*(?:[.;:!?]\s|[。；：！？]|\n)")


@dataclass(frozen=True)
class LikePassage:
    """A stretch of today's text, and the headings above it; "" where there is none."""

    words: str = ""
    part: str = ""
    start: int = 0
    heading: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.words)


NOWHERE = LikePassage()


def has_rival(
    before: str, lines: list[str], after: str, whole: Folded, at: int, length: int
) -> bool:
    """Whether something much like the old text stands elsewhere too.

    Then that may be the old text, changed, and this a new one in the same words: a
    second cohort, for instance. `lines` are those of the noted words; `before` and
    `after` is what stood beside them in the first and the last line.
    """
    wide = (at - len(before) - 1, at + length + len(after) + 1)
    with_sides = [before, *lines, after]
    ends = [f"{before} {lines[0]}".strip(), f"{lines[-1]} {after}".strip()]
    return any(
        is_like(line, whole.text, at, at + length) for line in {lines[0], lines[-1]}
    ) or any(
        is_like(words, whole.text, *wide)
        for words in {" ".join(part for part in with_sides if part), *ends}
    )


def is_like(old: str, text: str, start: int, end: int) -> bool:
    """Whether a text holds something like the old words outside this range."""
    ends = {old} if len(old) <= LONGEST else {old[:LONGEST], old[-LONGEST:]}
    return len(old) >= SHORT and any(
        fuzz.partial_ratio(piece, rest, score_cutoff=RIVAL) > 0
        for rest in (text[: max(start, 0)], text[end:])
        for piece in ends
        if len(rest) >= len(piece) // 2
    )


def sentence_around(before: str, exact: str, after: str) -> tuple[str, str]:
    """Return what stood before and after words in their own sentence.

    Of a longer sentence no word is cut in two.
    """
    first = LAST_SENTENCE.sub("", before, count=1)
    if first == before and len(before) >= KEPT:
        first = before.partition(" ")[2]
    last = SENTENCE.split(exact[-1:] + after, maxsplit=1)[0][1:]
    if last == after and len(after) >= KEPT:
        last = after.rpartition(" ")[0]
    return first, last


def most_like(old: str, words: str, part: str, parts: dict[str, str]) -> LikePassage:
    """Return the passage that is most like the old sentence or words.

    The old part comes first; of passages that are alike the first is taken.
    """
    best, likeness = ("", 0, 0), float(ALIKE)
    for name in dict.fromkeys([part, *parts]):
        text = parts.get(name, "")
        for start, end in ranges_like(text, old):
            piece = text[start : min(end, start + COMPARED)]
            ratio = likeness_of(old, words, piece, likeness)
            if ratio > likeness:
                best, likeness = (name, start, end), ratio
    name, start, end = best
    if start == end:
        return NOWHERE
    text = parts[name]
    return LikePassage(text[start:end], name, start, heading_above(text, start))


def likeness_of(old: str, words: str, piece: str, least: float) -> float:
    """Return how like a passage is, of 100; 0 when it is not more than `least`."""
    ratio = fuzz.ratio(old[:COMPARED], piece, score_cutoff=least)
    if words != old and len(words) >= TELLING:
        words_ratio = fuzz.ratio(words[:COMPARED], piece, score_cutoff=least)
        ratio = max(ratio, words_ratio)
    return ratio


def ranges_like(text: str, like: str) -> list[tuple[int, int]]:
    """Return the ranges of whole sentences about as long as `like`."""
    edges, at = [], 0
    for gap in SENTENCE.finditer(text):
        edges.append((at, gap.start()))
        at = gap.end()
    edges.append((at, len(text)))
    sentences = [(start, end) for start, end in edges if end > start]
    count = max(len([piece for piece in SENTENCE.split(like) if piece]), 1)
    return [
        (start, sentences[min(index + count, len(sentences)) - 1][1])
        for index, (start, _end) in enumerate(sentences)
    ]
