"""The lines of a text under its headings."""

from dataclasses import dataclass, field

from trials.registry.clinicaltrials.eligibility.headings import (
    BULLETED,
    SidePart,
    body_of,
    indent_of,
    read_heading,
)
from trials.registry.clinicaltrials.eligibility.mentions import sentence_side
from trials.registry.clinicaltrials.eligibility.words import repaired

BOTH = 2


@dataclass
class Division:
    """What stands before the first heading, the part under each, what was odd."""

    preamble: list[str] = field(default_factory=list)
    parts: list[SidePart] = field(default_factory=list)
    is_mixed: bool = False
    phrase: str = ""

    @property
    def sides(self) -> set[str]:
        return {part.side for part in self.parts}


def divide(lines: list[str]) -> Division:
    """Return the parts; sentences are headings only where nothing else divides."""
    found = under_headings(lines, sentences=False)
    if len(found.sides) < BOTH:
        with_sentences = under_headings(lines, sentences=True)
        found = with_sentences if len(with_sentences.sides) == BOTH else found
    found.is_mixed = any(is_left(part) for part in found.parts)
    return found


def under_headings(lines: list[str], *, sentences: bool) -> Division:
    """Return the lines before the first heading, and the part under each."""
    found = Division()
    for line in lines:
        heading = read_heading(line) or (sentences and sentence_heading(line)) or None
        if heading:
            found.parts.append(heading)
        else:
            (found.parts[-1].lines if found.parts else found.preamble).append(line)
    return found


def sentence_heading(line: str) -> SidePart | None:
    """Return the part that "You may join if:" opens."""
    if BULLETED.match(line) or indent_of(line) or not line.strip():
        return None
    text = body_of(line)
    side = sentence_side(repaired(text))
    return SidePart(side, text) if side else None


def is_left(part: SidePart) -> bool:
    """Whether a heading is one item of a list that goes on after what is under it.

    Then nobody knows to which side the rest of that list belongs.
    """
    lines = [line for line in part.lines if line.strip()]
    if not part.is_item or not lines or indent_of(lines[0]) <= part.indent:
        return False
    return any(indent_of(line) <= part.indent for line in lines)
