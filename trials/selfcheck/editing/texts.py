"""The texts of a document changed, and which translations are out of date. Pure."""

import copy
from collections.abc import Iterable
from typing import Any

from trials.selfcheck.answers import flatten
from trials.selfcheck.editing.text_rows import OPTIONAL, named, rows_of
from trials.selfcheck.parts import Document, as_draft

Words = dict[str, dict[str, str]]


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
        before, after = put_words(changed, pointer, words)
        # A language that is not published now may come back, with the words it has.
        spoken = {*document["languages"], *before}
        new = {one for one in spoken if differ(before, after, one)}
        others = spoken - {source}
        stale -= {f"{pointer}|{one}" for one in others & new}
        if differ(before, after, source):
            stale |= {f"{pointer}|{one}" for one in others - new}
    return changed, standing(stale - set(right), changed)


def differ(before: dict[str, str], after: dict[str, str], language: str) -> bool:
    """Whether a text reads otherwise in one language."""
    return before.get(language) != after.get(language)


def put_words(
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
        node[key if isinstance(node, dict) else int(key)] = after
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
