"""Changes to a self-check's document, each giving a new document. Pure.

Staff edit with forms, never JSON; every change goes through one of these functions.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trials.selfcheck.answers import QUESTIONS, flatten

Document = dict[str, Any]
FITS, FAILS, CANNOT_TELL = "fits", "fails", "cannot_tell"
ASK, TEAM_CHECK = "ask", "team_check"
# The reasons that a criterion needs, by its mode.
STATES = {
    ASK: {"meets": "meets", "does_not_meet": "fail", "unknown": "unknown"},
    TEAM_CHECK: {"team_check": "team"},
}


@dataclass(frozen=True)
class TextRow:
    """One text of the document: where it stands, and its words by language."""

    pointer: str
    words: dict[str, str]


def text_rows(node: Any, pointer: str = "") -> Iterator[TextRow]:
    """Yield every text in a part of a document, in order."""
    if isinstance(node, dict):
        if isinstance(node.get("en"), str):
            yield TextRow(pointer, node)
            return
        for key, value in node.items():
            yield from text_rows(value, f"{pointer}.{key}" if pointer else key)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from text_rows(value, f"{pointer}.{index}")


def at(document: Document, pointer: str) -> Any:
    """Return what stands at a pointer such as "criteria.3.reasons.0.text"."""
    node: Any = document
    for step in pointer.split("."):
        node = node[int(step)] if isinstance(node, list) else node[step]
    return node


def with_texts(
    document: Document, said: dict[str, dict[str, str]], outdated: list[str]
) -> tuple[Document, list[str]]:
    """Return the document with new words, and which translations are out of date.

    A translation is out of date when the words it follows changed and it did not.
    """
    changed = copy.deepcopy(document)
    source = document["defaultLanguage"]
    stale = set(outdated)
    for pointer, words in said.items():
        text = at(changed, pointer)
        before = dict(text)
        text.update({language: word for language, word in words.items() if word})
        for language in document["languages"]:
            mark = f"{pointer}|{language}"
            if language == source:
                continue
            if text.get(language) != before.get(language):
                stale.discard(mark)
            elif text.get(source) != before.get(source):
                stale.add(mark)
    return changed, sorted(stale)


def questions(document: Document) -> list[Document]:
    """Return the questions in order."""
    placed = flatten(document["items"])
    return [one.item for one in placed if one.item["type"] in QUESTIONS]


def question(document: Document, link: str) -> Document | None:
    """Return one question."""
    return next((q for q in questions(document) if q["linkId"] == link), None)


def criterion(document: Document, name: str) -> Document | None:
    """Return one criterion."""
    return next((c for c in document["criteria"] if c["id"] == name), None)


def with_criterion(document: Document, name: str, **values: Any) -> Document:
    """Return the document with a criterion asked or left to the team.

    `values`: mode, teamWhy, rule, does_not_meet, unknown, gate, exception (a text by
    language, or None). Reasons that the mode needs are added with empty-safe words.
    """
    changed = copy.deepcopy(document)
    one = criterion(changed, name)
    if one is None:
        raise KeyError(name)
    for key in ("rule", "effects", "gate", "exception", "teamWhy"):
        one.pop(key, None)
    one["mode"] = values["mode"]
    if one["mode"] == TEAM_CHECK:
        one["teamWhy"] = values["teamWhy"]
    else:
        one["rule"] = values["rule"]
        one["effects"] = {
            "meets": "none",
            "does_not_meet": values["does_not_meet"],
            "unknown": values["unknown"],
        }
        if values.get("gate"):
            one["gate"] = True
        if values.get("exception"):
            one["exception"] = {"by": "team", "text": values["exception"]}
    one["reasons"] = needed_reasons(one)
    return changed


def needed_reasons(one: Document) -> list[Document]:
    """Return a criterion's reasons: the fitting old ones, and one for each state."""
    states = STATES[one["mode"]]
    kept = [reason for reason in one["reasons"] if reason["state"] in states]
    there = {reason["state"] for reason in kept if "when" not in reason}
    added = [
        {"state": state, "code": f"{one['id']}.{end}", "text": dict(one["label"])}
        for state, end in states.items()
        if state not in there
    ]
    return kept + added


def from_criteria(
    pattern: Document, study: str, lines: list[tuple[str, str]]
) -> Document:
    """Return a new document from protocol lines (kind, text): all left to the team.

    The general words, the outcomes and the first two questions (for whom, how old)
    come from `pattern`. Lines get the numbers I1, I2, …, E1, E2, …
    """
    counts = {"inclusion": 0, "exclusion": 0}
    criteria = []
    for kind, text in lines:
        counts[kind] += 1
        if counts[kind] <= MOST_LINES:
            criteria.append(team_criterion(kind, counts[kind], text))
    keep = ("format", "languages", "defaultLanguage", "person", "unknownCodes", "texts")
    return {
        **{name: copy.deepcopy(pattern[name]) for name in keep},
        "id": f"{study.lower()}-selfcheck",
        "url": f"urn:selfcheck:{study}",
        "study": study,
        "version": "1.0.0",
        "status": "draft",
        "items": copy.deepcopy(pattern["items"][:1]),
        "criteria": criteria,
        "notices": copy.deepcopy(pattern.get("notices", [])),
        "outcomes": copy.deepcopy(pattern["outcomes"]),
    }


# The schema numbers criteria with at most two digits.
MOST_LINES = 99


def team_criterion(kind: str, count: int, text: str) -> Document:
    """Return a line of the protocol that the team checks."""
    number = f"{kind[0].upper()}{count}"
    label = {"en": text[:300]}
    reason = {"state": "team_check", "code": f"{number}.team", "text": dict(label)}
    return {
        "id": number,
        "kind": kind,
        "source": text,
        "label": label,
        "mode": TEAM_CHECK,
        "teamWhy": "Not asked yet.",
        "reasons": [reason],
    }
