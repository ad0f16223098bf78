"""The texts of a document by name. Pure.

A pointer names its criterion, question, option or reason ("items/tb/text",
"criteria/E9/reasons/E9.fail/text"), so that it still means the same text after
something was moved, added or taken out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trials.selfcheck.parts import Document, Draft

# Lists whose members have a name of their own, and what it is called.
NAMED = {
    "items": "linkId",
    "criteria": "id",
    "reasons": "code",
    "answerOption": "code",
    "notices": "code",
    "outcomes": "code",
}


# What a question may do without.
OPTIONAL = ("help", "why")


@dataclass(frozen=True)
class TextRow:
    """One text of the document: where it stands, and its words by language."""

    pointer: str
    words: dict[str, str]


def rows_of(document: Document) -> Iterator[TextRow]:
    """Yield every text of a document, in order."""
    for part in ("texts", "items", "criteria", "notices", "outcomes"):
        yield from text_rows(document.get(part, []), part)


def text_rows(node: Any, pointer: str) -> Iterator[TextRow]:
    """Yield the texts of a part; a group's questions are parts of their own."""
    if isinstance(node, dict):
        if isinstance(node.get("en"), str):
            yield TextRow(pointer, node)
            return
        for key, value in node.items():
            yield from text_rows(
                value, "items" if key == "item" else f"{pointer}/{key}"
            )
    elif isinstance(node, list):
        for name, value in named(node, pointer):
            yield from text_rows(value, f"{pointer}/{name}")


def named(members: list[Any], pointer: str) -> Iterator[tuple[str, Any]]:
    """Yield a list's members by name, by place where they have none."""
    key = NAMED.get(pointer.rpartition("/")[2], "")
    for index, member in enumerate(members):
        is_named = key and isinstance(member, dict)
        yield str(member[key] if is_named else index), member


def question_rows(item: Draft) -> list[TextRow]:
    """Return a question's own texts, also those that it may have and has not."""
    own = {key: value for key, value in item.items() if key != "item"}
    pointer = f"items/{item['linkId']}"
    rows = list(text_rows(own, pointer))
    if item["type"] in {"group", "display"}:
        return rows
    missing = [name for name in OPTIONAL if name not in item]
    return rows + [TextRow(f"{pointer}/{name}", {}) for name in missing]
