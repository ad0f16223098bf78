"""The texts of a document by name: where each stands, and whether it is out of date.

A pointer names its criterion, question, option or reason ("items/tb/text",
"criteria/E9/reasons/E9.fail/text"), so that it still means the same text after
something was moved, added or taken out. Pure.
"""

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from trials.selfcheck.answers import flatten
from trials.selfcheck.parts import Document, Draft, as_draft

Words = dict[str, dict[str, str]]
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


def holder(document: Document, pointer: str) -> tuple[Any, str]:
    """Return what holds a text, and under which key; raises KeyError."""
    head, *steps = pointer.split("/")
    node: Any = as_draft(document)[head]
    if head == "items":
        links = {one.item["linkId"]: one.item for one in flatten(document["items"])}
        node = links[steps.pop(0)]
    where = head
    for step in steps[:-1]:
        node = member(node, step, where)
        where = step
    return node, steps[-1]


def member(node: Any, step: str, where: str) -> Any:
    """Return one step further into a document; raises KeyError."""
    if not isinstance(node, list):
        return node[step]
    found = dict(reversed(list(named(node, where))))
    return found[step]


def at(document: Document, pointer: str) -> dict[str, str]:
    """Return the text at a pointer; raises KeyError."""
    node, key = holder(document, pointer)
    found: dict[str, str] = member(node, key, pointer.split("/")[-2])
    return found


def with_texts(
    document: Document,
    said: Words,
    outdated: Iterable[str],
    right: Iterable[str] = (),
) -> tuple[Document, list[str]]:
    """Return the document with new words, and which translations are out of date.

    A translation is out of date when the words it follows changed and it did not;
    `right` names those that somebody read and found right as they are. An emptied
    text goes, a translation too: the lint says what is missing.
    """
    changed = copy.deepcopy(document)
    source = document["defaultLanguage"]
    stale = set(outdated)
    for pointer, words in said.items():
        before, after = put(changed, pointer, words)
        for language in document["languages"]:
            mark = f"{pointer}|{language}"
            if language == source:
                continue
            if after.get(language) != before.get(language):
                stale.discard(mark)
            elif after.get(source) != before.get(source):
                stale.add(mark)
    return changed, standing(stale - set(right), changed)


def put(
    document: Document, pointer: str, words: dict[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Put words at a pointer; return the text before and after."""
    node, key = holder(document, pointer)
    try:
        before = dict(member(node, key, pointer.split("/")[-2]))
    except KeyError:
        before = {}
    after = {k: word for k, word in {**before, **words}.items() if word}
    if after:
        place = node if isinstance(node, dict) else None
        if place is None:
            node[int(key)] = after
        else:
            place[key] = after
    elif key in OPTIONAL:
        node.pop(key, None)
    return before, after


def standing(marks: Iterable[str], document: Document) -> list[str]:
    """Return the marks whose text and language are still there, in order."""
    there = {row.pointer: row.words for row in rows_of(document)}
    return sorted(
        mark
        for mark in set(marks)
        if there.get(mark.rpartition("|")[0], {}).get(mark.rpartition("|")[2])
    )
