"""Whether every phrase that looks like a heading is explained.

A phrase of the side on which it stands turns nothing round; any other could be the
heading of what follows, and then a line would stand on the wrong side.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from trials.registry.clinicaltrials.eligibility.headings import (
    LISTED,
    SidePart,
    body_of,
    indent_of,
)
from trials.registry.clinicaltrials.eligibility.words import (
    foreign,
    harmless,
    repaired,
    third_list,
)
from trials.registry.record import EXCLUSION, INCLUSION

NAMED = re.compile(
    r"(?P<non>\bnon-?[ ]?)?\b(?P<side>in|ex)clusion(?:ary)?"
    r"(?:s?[ ]?[:：]|(?:[ /]+[\w-]+){0,2}?[ /]+criteri)",
    re.IGNORECASE,
)
LONGEST_HEADING = 220
# Who is out and who is in, said as a sentence that opens a list.
OUT = re.compile(
    r"\bexclude[ds]?\b|\bexcluding[:：]|\bineligible\b"
    r"|\b(?:not|never)(?: \w+)? (?:eligible|included|enrol\w+|recruited|admitted)\b"
    r"|\b(?:can|may|must|should|will)(?: ?not| no longer) (?:be )?"
    r"(?:join|take part|participate|enrol\w*|enter|included)\b",
    re.IGNORECASE,
)
IN = re.compile(
    r"\b(?:included|eligible|recruited|admitted)\b"
    r"|\b(?:can|may|will) (?:join|take part|participate|be enrolled|enter)\b",
    re.IGNORECASE,
)
# "Subjects with brain metastases are eligible provided …": only some are meant.
SOME = re.compile(
    r"\b(?:with|who (?:have|had|are|were|received)|whose|receiving|of childbearing"
    r"|undergoing|treated|diagnosed|from|taking|aged?)\b",
    re.IGNORECASE,
)
OPENS = re.compile(r"(?:[:：]|\bif|\bfollowing(?: criteri\w+)?)[ .…]*$", re.IGNORECASE)
OTHER_CRITERIA = re.compile(
    r"^[\w /,\-]{0,40}\bcriteri(?:a|on)\b[\w /,()\-]{0,20}[:：]?$", re.IGNORECASE
)


def unexplained(preamble: Sequence[str], parts: Sequence[SidePart]) -> str:
    """Return the first phrase that nothing explains; "" where there is none."""
    found = [unexplained_line(line, "", "") for line in preamble]
    for part in parts:
        lines = [line for line in part.lines if line.strip()]
        found += [
            unexplained_line(line, after, part.side)
            for line, after in pairwise([*lines, ""])
        ]
    return next((line.strip() for line in found if line), "")


def unexplained_line(line: str, after: str, side: str) -> str:
    """Return the line if it could be the heading of another list than its own."""
    text = repaired(body_of(line))
    if harmless().search(text):
        return ""
    is_wrong = (
        bool(sides_named(text) - {side})
        or (len(text) <= LONGEST_HEADING and opens_third_list(line, text, side))
        or (len(text) <= LONGEST_HEADING and opens_other_side(line, text, after, side))
    )
    return line if is_wrong else ""


def sides_named(text: str) -> set[str]:
    """Return the sides whose criteria a text speaks of."""
    found = {
        INCLUSION if match["side"].lower() == "in" and not match["non"] else EXCLUSION
        for match in NAMED.finditer(text)
    }
    words = {"inclusion": INCLUSION, "exclusion": EXCLUSION}
    return found | {side for key, side in words.items() if foreign(key).search(text)}


def opens_third_list(line: str, text: str, side: str) -> bool:
    """Whether a line looks like the heading of a list that is on neither side."""
    found = third_list().search(text)
    if found and len(text.split()) <= 10 and (not found.start() or text[-1] == ":"):
        return True
    is_free = not LISTED.match(line) and not indent_of(line)
    return bool(side) and is_free and is_bare_criteria(text)


def is_bare_criteria(text: str) -> bool:
    """Whether a line is "… criteria:" and nothing more, of no side."""
    return bool(OTHER_CRITERIA.match(text)) and not sides_named(text)


def opens_other_side(line: str, text: str, after: str, side: str) -> bool:
    """Whether a sentence opens a list of who is out among the ins, or the reverse."""
    said = sentence_side(text)
    if not said or said == side:
        return False
    is_parent = bool(LISTED.match(line)) and indent_of(after) > indent_of(line)
    return not (side and (is_parent or SOME.search(text)))


def sentence_side(text: str) -> str:
    """Return the side whose list a sentence opens; "" for any other."""
    if not OPENS.search(text):
        return ""
    if OUT.search(text):
        return EXCLUSION
    return INCLUSION if IN.search(text) else ""
