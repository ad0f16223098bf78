"""Eligibility text as two lists with their nesting; never guessed. Pure.

In 97 of 100 real records two heading lines divide the text. Where they cannot be
found the text stays whole.
"""

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from trials.registry.clinicaltrials.text import tidy
from trials.registry.record import (
    EXCLUSION,
    HEADING,
    INCLUSION,
    ITEM,
    PARAGRAPH,
    CriteriaSplit,
    Criterion,
)

MARK = r"(?:[*\-•]|\\[*\-]|\(?[\dA-Za-z]{1,2}[.)])?[ \t]*"
SIDE = r"(?P<non>non-?[ ]?)?\b(?P<side>in|ex)clusion"
# A whole line that names one side: "2. Key Exclusion Criteria (Part B):".
HEADING_LINE = re.compile(
    rf"^[ \t]*{MARK}(?P<before>[A-Za-z/ \-]{{0,40}}?)"
    rf"{SIDE}(?:s|[ \t]+criteri(?:a|on|as))?\b(?P<after>[^\n:.;]{{0,60}}):?[ \t]*$",
    re.IGNORECASE,
)
# The heading and the first criterion on one line: "Inclusion Criteria: Adults …".
HEADING_WITH_TEXT = re.compile(
    rf"^[ \t]*{MARK}(?P<before>){SIDE}[ \t]+criteria(?P<after>)[ \t]*:"
    r"[ \t]*(?P<rest>\S.*)$",
    re.IGNORECASE,
)
# A criterion that speaks of criteria ("Does not meet the inclusion criteria") is no
# heading; taken for one, all that follows would stand on the wrong side.
SENTENCE = re.compile(
    r"\b(?:meet\w*|met|fulfil\w*|satisf\w*|ha(?:s|ve|ving)|is|at|do(?:es)?|allowed)\b",
    re.IGNORECASE,
)
DENIAL = re.compile(r"\b(?:not|no|without|cannot|fail\w*)\b", re.IGNORECASE)
# Words around "inclusion criteria" that say nothing more than the page's own heading.
EMPTY_WORDS = re.compile(
    r"^(?:(?:key|main|major|general|study|subject|patient|participant|the|for|are"
    r"|include|as|follows|overview)\b|[^\w])*$",
    re.IGNORECASE,
)
# Bullets of old records that CommonMark does not know; letters stay in the text.
FOREIGN_BULLET = re.compile(r"^([ \t]*)(?:[•·▪‣◦]|\\[*\-]|–|o(?=[ \t]))[ \t]*")
LETTER_BULLET = re.compile(r"^([ \t]*)(\(?[a-z][.)][ \t])")
BLANKS = re.compile(r"[ \t]+")
PARSER = MarkdownIt("commonmark", {"html": False}).disable(
    ["code", "fence", "heading", "lheading", "html_block", "hr", "reference"]
)


@dataclass
class SidePart:
    """The lines under one heading."""

    side: str
    title: str
    lines: list[str] = field(default_factory=list)


def split_criteria(text: str) -> CriteriaSplit:
    """Divide a registry's eligibility text at its headings."""
    preamble, parts = divide(tidy(text).split("\n"))
    sides = {
        side: [part for part in parts if part.side == side]
        for side in (INCLUSION, EXCLUSION)
    }
    lists = {side: nodes(found) for side, found in sides.items()}
    if not lists[INCLUSION] or not lists[EXCLUSION]:
        return CriteriaSplit(is_split=False)
    return CriteriaSplit(
        is_split=True,
        general=parse_criteria("\n".join(normal(line) for line in preamble)),
        inclusion=lists[INCLUSION],
        exclusion=lists[EXCLUSION],
    )


def divide(lines: list[str]) -> tuple[list[str], list[SidePart]]:
    """Return the lines before the first heading, and the part under each."""
    preamble: list[str] = []
    parts: list[SidePart] = []
    for line in lines:
        if heading := read_heading(line):
            parts.append(heading)
        else:
            (parts[-1].lines if parts else preamble).append(line)
    return preamble, parts


def read_heading(line: str) -> SidePart | None:
    """Return the part that a line opens, if it is a heading."""
    # Runs of blanks, and nothing but blanks, would be tried in every division.
    squeezed = BLANKS.sub(" ", line).strip(" ")
    match = HEADING_LINE.match(squeezed) or HEADING_WITH_TEXT.match(squeezed)
    if match is None or is_sentence(line, match):
        return None
    is_inclusion = match["side"].lower() == "in" and not match["non"]
    around = f"{match['before']} {match['after']}"
    title = "" if EMPTY_WORDS.match(around) else line.strip().strip("*•").strip()
    rest = match.groupdict().get("rest")
    return SidePart(
        INCLUSION if is_inclusion else EXCLUSION, title, [rest] if rest else []
    )


def is_sentence(line: str, match: re.Match[str]) -> bool:
    """Whether a line only mentions a side's criteria; a heading ends with a colon."""
    around = f"{match['before']} {match['after']}"
    if DENIAL.search(match["before"]):
        return True
    return bool(SENTENCE.search(around)) and not line.rstrip().endswith(":")


def nodes(parts: list[SidePart]) -> list[Criterion]:
    """Return the criteria of one side; headings of cohorts stay between them."""
    found: list[Criterion] = []
    for part in parts:
        body = parse_criteria("\n".join(normal(line) for line in part.lines))
        if part.title:
            # With nothing under it, the line was a sentence of the text itself.
            found.append(Criterion(HEADING if body else PARAGRAPH, part.title))
        found.extend(body)
    return found


def normal(line: str) -> str:
    """Return a line with a bullet that CommonMark knows."""
    line = FOREIGN_BULLET.sub(r"\1* ", line)
    return LETTER_BULLET.sub(r"\1* \2", line)


def parse_criteria(markdown: str) -> list[Criterion]:
    """Return the lines of a text as nested criteria."""
    return criteria_of_blocks(SyntaxTreeNode(PARSER.parse(markdown)).children)


def criteria_of_blocks(tree: list[SyntaxTreeNode]) -> list[Criterion]:
    """Return the criteria of block nodes."""
    found: list[Criterion] = []
    for node in tree:
        if node.type in {"bullet_list", "ordered_list"}:
            found.extend(list_items(node))
        elif node.type == "paragraph":
            lines = paragraph_source(node).split("\n")
            found.extend(Criterion(PARAGRAPH, line) for line in lines if line)
        else:
            found.extend(criteria_of_blocks(node.children))
    return found


def list_items(node: SyntaxTreeNode) -> list[Criterion]:
    """Return a list's items, numbered where the registry numbered them."""
    start = node.attrs.get("start", 1) if node.type == "ordered_list" else None
    return [
        list_item(item, None if start is None else int(start) + index)
        for index, item in enumerate(node.children)
    ]


def list_item(item: SyntaxTreeNode, number: int | None) -> Criterion:
    """Return one item with what is nested in it."""
    inner = list(item.children)
    first = ""
    if inner and inner[0].type == "paragraph":
        first = " ".join(paragraph_source(inner.pop(0)).split())
    return Criterion(ITEM, first, number, criteria_of_blocks(inner))


def paragraph_source(paragraph: SyntaxTreeNode) -> str:
    """Return a paragraph's source, still with its escapes."""
    return paragraph.children[0].content if paragraph.children else ""
