"""Which line opens a list, and of which side."""

import re
from dataclasses import dataclass, field

from trials.registry.clinicaltrials.eligibility.words import foreign, harmless, repaired
from trials.registry.record import EXCLUSION, INCLUSION

# Bullets, numbers ("III.1", "2.", "a)"), and marks of bold and headings.
MARK = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|(?:[*\-+•·▪‣◦–]|\\[*\-#])[ \t]+|o[ \t]+"
    r"|\(?(?:[IVX]{1,5}|\d{1,2})(?:\.\d{1,2}){0,3}[.):]?[ \t]+"
    r"|\(?(?:[IVX]{1,4}|\d{1,2}|[A-Za-z])[.)][ \t]*)?"
)
BULLETED = re.compile(r"^[ \t]*(?:[*\-+•·▪‣◦–]|\\[*\-]|o(?=[ \t]))[ \t]*(?!\*)")
LISTED = re.compile(rf"{BULLETED.pattern}|^[ \t]*\(?[\dA-Za-z]{{1,3}}[.)][ \t]")
EMPHASIS = re.compile(r"\*\*|__|^\*(?=\w)|(?<=[\w:])\*$")
SIDE = r"(?P<non>non-?[ ]?)?\b(?P<side>in|ex)clusion"
# A whole line that names one side: "2. Key Exclusion Criteria (Part B):".
HEADING_LINE = re.compile(
    rf"^(?P<before>[A-Za-z/ \-,]{{0,40}}?)"
    rf"{SIDE}(?:s|[ \t]+criteri(?:a|on|as|ar))?\b"
    r"(?P<after>[^\n:：.;]{0,60})[:：]?\.?$",
    re.IGNORECASE,
)
# The heading and the first criterion on one line: "Inclusion Criteria: Adults …".
HEADING_WITH_TEXT = re.compile(
    rf"^(?P<before>){SIDE}[ \t]+criteria(?P<after>)[ \t]*[:：][ \t]*(?P<rest>\S.*)$",
    re.IGNORECASE,
)
# A criterion that speaks of criteria is no heading; taken for one, all that follows
# would stand on the wrong side.
SENTENCE = re.compile(
    r"\b(?:meet\w*|met|fulfil\w*|satisf\w*|ha(?:s|ve|ving)|is|at|do(?:es)?|allowed)\b",
    re.IGNORECASE,
)
DENIAL = re.compile(r"\b(?:not|no|without|cannot|fail\w*|any)\b", re.IGNORECASE)
DENIED_AFTER = re.compile(r"\b(?:not|fail\w*|un(?:met|fulfilled))\b", re.IGNORECASE)
BOTH = re.compile(r"\binclusion\b.*\bexclusion\b|\bexclusion\b.*\binclusion\b", re.I)
# Words around "inclusion criteria" that say nothing more than the page's own heading.
EMPTY_WORDS = re.compile(
    r"^(?:(?:key|main|major|general|study|subject|patient|participant|the|for|are"
    r"|include|as|follows|overview)\b|[^\w])*$",
    re.IGNORECASE,
)
BLANKS = re.compile(r"[ \t]+")


@dataclass
class SidePart:
    """The lines under one heading; `indent` is that of the heading's own line."""

    side: str
    title: str
    lines: list[str] = field(default_factory=list)
    is_item: bool = False
    indent: int = 0


def body_of(line: str) -> str:
    """Return a line without its bullet, number and marks."""
    squeezed = BLANKS.sub(" ", line).strip(" ")
    return EMPHASIS.sub("", MARK.sub("", EMPHASIS.sub("", squeezed), count=1)).strip()


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def read_heading(line: str) -> SidePart | None:
    """Return the part that a line opens, if it is a heading."""
    body = body_of(line)
    fixed = repaired(body)
    if harmless().search(fixed):
        return None
    found = foreign_heading(body) or english_heading(body, fixed)
    if found is None:
        return None
    side, around, rest = found
    title = "" if EMPTY_WORDS.match(around) else body.strip("*•").strip()
    return SidePart(
        side,
        title,
        [rest] if rest else [],
        is_item=bool(LISTED.match(line)),
        indent=indent_of(line),
    )


def english_heading(body: str, fixed: str) -> tuple[str, str, str] | None:
    """Return side, the words around it, and the text behind a colon."""
    match = HEADING_LINE.match(fixed) or HEADING_WITH_TEXT.match(fixed)
    if match is None or is_sentence(body, match):
        return None
    around = f"{match['before']} {match['after']}"
    if BOTH.search(match[0].partition(":")[0]):
        return None
    is_inclusion = match["side"].lower() == "in" and not match["non"]
    has_rest = match.groupdict().get("rest")
    rest = re.split("[:：]", body, maxsplit=1)[1].strip() if has_rest else ""
    return INCLUSION if is_inclusion else EXCLUSION, around, rest


def is_sentence(body: str, match: re.Match[str]) -> bool:
    """Whether a line only mentions a side's criteria; a heading ends with a colon."""
    if DENIAL.search(match["before"]) or DENIED_AFTER.search(match["after"]):
        return True
    around = f"{match['before']} {match['after']}"
    return bool(SENTENCE.search(around)) and not body.endswith((":", "："))


def foreign_heading(body: str) -> tuple[str, str, str] | None:
    """Return the same of a heading in another language."""
    for key, side in (("exclusion", EXCLUSION), ("inclusion", INCLUSION)):
        match = foreign(key).match(body)
        rest = body[match.end() :] if match else ""
        if match and (not rest or rest[0] in ":：.（( "):
            has_text = rest[:1] in {":", "："} and rest[1:].strip()
            is_short = len(rest) < 30 and not has_text
            if has_text or is_short:
                return (
                    side,
                    "" if has_text else rest.strip(":：. "),
                    (rest[1:].strip() if has_text else ""),
                )
    return None
