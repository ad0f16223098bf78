"""Eligibility text as two lists with their nesting; never guessed. Pure.

In 97 of 100 real records two heading lines divide the text. Both lists are shown only
where every phrase that looks like a heading is explained; else the text stays whole.
"""

from trials.registry.clinicaltrials.eligibility.dividing import Division, divide
from trials.registry.clinicaltrials.eligibility.headings import SidePart
from trials.registry.clinicaltrials.eligibility.lists import (
    criteria_of_lines,
    without_comments,
)
from trials.registry.clinicaltrials.eligibility.mentions import unexplained
from trials.registry.clinicaltrials.eligibility.repeated import repeated_line
from trials.registry.clinicaltrials.text import tidy
from trials.registry.record import (
    EXCLUSION,
    HEADING,
    INCLUSION,
    PARAGRAPH,
    CriteriaSplit,
    Criterion,
)

# Why a text stays whole; each has a sentence in `trials.pages`.
NO_TEXT, NO_HEADINGS, ONE_SIDE = "no_text", "no_headings", "one_side"
EMPTY_SIDE, MIXED, UNEXPLAINED = "empty_side", "mixed", "unexplained"
REPEATED = "repeated"


def split_criteria(text: str) -> CriteriaSplit:
    """Divide a registry's eligibility text at its headings, or say why not."""
    division = divide(lines_of_text(text))
    if reason := why_whole(text, division):
        return CriteriaSplit(is_split=False, reason=reason, phrase=division.phrase)
    return as_split(division)


def split_anyway(text: str) -> CriteriaSplit:
    """Divide at the headings although a phrase is not explained: an editor's ruling."""
    division = divide(lines_of_text(text))
    split = as_split(division)
    if not split.inclusion or not split.exclusion:
        return CriteriaSplit(is_split=False, reason=why_whole(text, division))
    return split


def lines_of_text(text: str) -> list[str]:
    return without_comments(tidy(text)).split("\n")


def why_whole(text: str, division: Division) -> str:
    """Return why a text cannot be divided; "" if it can."""
    if not text.strip():
        return NO_TEXT
    if not division.parts:
        return NO_HEADINGS
    if len({part.side for part in division.parts}) == 1:
        return ONE_SIDE
    if division.is_mixed:
        return MIXED
    division.phrase = unexplained(division.preamble, division.parts)
    if division.phrase:
        return UNEXPLAINED
    split = as_split(division)
    if not split.inclusion or not split.exclusion:
        return EMPTY_SIDE
    division.phrase = repeated_line(split.inclusion, split.exclusion)
    return REPEATED if division.phrase else ""


def as_split(division: Division) -> CriteriaSplit:
    """Return both lists of a division."""
    sides = {
        side: nodes([part for part in division.parts if part.side == side])
        for side in (INCLUSION, EXCLUSION)
    }
    return CriteriaSplit(
        is_split=True,
        general=criteria_of_lines(division.preamble),
        inclusion=sides[INCLUSION],
        exclusion=sides[EXCLUSION],
    )


def nodes(parts: list[SidePart]) -> list[Criterion]:
    """Return the criteria of one side; headings of cohorts stay between them."""
    found: list[Criterion] = []
    for part in parts:
        body = criteria_of_lines(part.lines)
        if part.title:
            # With nothing under it, the line was a sentence of the text itself.
            found.append(Criterion(HEADING if body else PARAGRAPH, part.title))
        found.extend(body)
    return found
