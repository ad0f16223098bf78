"""A side's lines as nested criteria: what CommonMark reads, and bullets it does not.

Comments are dropped, and a bullet behind a bullet is one.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from trials.registry.record import ITEM, PARAGRAPH, Criterion

# Bullets of old records that CommonMark does not know; letters stay in the text.
FOREIGN_BULLET = re.compile(r"^([ \t]*)(?:[•·▪‣◦]|\\[*\-]|–|o(?=[ \t]))[ \t]*")
LETTER_BULLET = re.compile(r"^([ \t]*)(\(?[a-z][.)][ \t])")
SECOND_BULLET = re.compile(r"^([ \t]*[*\-+] )[ \t]*(?:(?:[*\-+•·▪‣◦]|\\[*\-])[ \t]+)+")
COMMENT = re.compile(r"<!--[^<>]{0,200}-->")
PARSER = MarkdownIt("commonmark", {"html": False}).disable(
    ["code", "fence", "heading", "lheading", "html_block", "hr", "reference"]
)


def without_comments(text: str) -> str:
    """Return text without the comments that keep two lists apart in CommonMark."""
    return COMMENT.sub("", text)


def normal(line: str) -> str:
    """Return a line with one bullet that CommonMark knows."""
    line = FOREIGN_BULLET.sub(r"\1* ", line)
    line = SECOND_BULLET.sub(r"\1", line)
    return LETTER_BULLET.sub(r"\1* \2", line)


def criteria_of_lines(lines: list[str]) -> list[Criterion]:
    """Return a part's lines as nested criteria."""
    return parse_criteria("\n".join(normal(line) for line in lines))


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
