"""A body as boxes to write in, and what was written as a body again. Pure."""

import re
from typing import Any

from trials.texts.bodies import Body

PARAGRAPHS = re.compile(r"\n\s*\n")
EQUALS = re.compile(r"[=＝]")


def paragraphs_text(paragraphs: list[Any]) -> str:
    """Return paragraphs as one text, a blank line between two."""
    return "\n\n".join(
        one if isinstance(one, str) else one["text"] for one in paragraphs
    )


def as_paragraphs(text: str) -> list[str]:
    """Return a text's paragraphs."""
    lines = text.replace("\r\n", "\n").strip()
    return [one.strip() for one in PARAGRAPHS.split(lines) if one.strip()]


def with_sources(texts: list[str], before: list[Body], source: str) -> list[Body]:
    """Return paragraphs with sources: those that did not change keep their own."""
    known = {one["text"]: one for one in before}
    usual = {"source": source, "confirm": False}
    return [known.get(text, {"text": text, **usual}) for text in texts]


def as_lines(terms: list[Body]) -> str:
    """Return explained words as lines: word = meaning."""
    return "\n".join(f"{one['term']} = {one['meaning']}" for one in terms)


def as_terms(text: str, before: list[Body]) -> list[Body]:
    """Return the words of such lines; known ones keep their key and spellings."""
    known = {one["term"]: one for one in before}
    found = []
    for number, line in enumerate(filter(str.strip, text.splitlines())):
        term, *meaning = (one.strip() for one in EQUALS.split(line, 1))
        said = {"term": term, "meaning": "".join(meaning)}
        found.append({"key": f"word-{number}", **known.get(term, {}), **said})
    return found


def sections_to_write(body: Body, kind: str) -> list[Body]:
    """Return the sections of a body and one that is still empty."""
    there = body.get("sections", [])
    return [*there, empty_section(free_key(there), kind)]


def empty_section(key: str, kind: str, heading: str = "") -> Body:
    return {"kind": kind, "key": key, "heading": heading, "paragraphs": []}


def free_key(sections: list[Body]) -> str:
    """Return a key that no section has."""
    taken, number = {one["key"] for one in sections}, len(sections) + 1
    while f"section-{number}" in taken:
        number += 1
    return f"section-{number}"
