"""The protocol's lines: pasted or from the record, numbered, divided, taken out. Pure.

Every word of the protocol stays in one line's `source`, whatever is done to it.
"""

import copy
from collections.abc import Iterable, Iterator
from string import ascii_lowercase
from typing import cast

from trials.selfcheck.editing.drafts import TEAM_CHECK, criterion
from trials.selfcheck.parts import Document, Draft, as_draft, as_drafts

# (kind, how deep it is nested, words)
Line = tuple[str, int, str]
# The schema numbers criteria with at most two digits.
MOST_LINES = 99
LONGEST_LABEL = 300
# Written by the program for a line about which nobody has decided.
NOT_DECIDED = "Not asked yet."


class LineError(ValueError):
    """A change to the lines that would lose words or has no number left."""


def from_criteria(pattern: Document, study: str, lines: Iterable[Line]) -> Document:
    """Return a new document from protocol lines: all left to the team.

    The general words, the outcomes and the first two questions (for whom, how old)
    come from `pattern`.
    """
    keep = ("format", "languages", "defaultLanguage", "person", "unknownCodes", "texts")
    general = as_draft(pattern)
    fresh = {
        **{name: copy.deepcopy(general[name]) for name in keep},
        "id": f"{study.lower()}-selfcheck",
        "url": f"urn:selfcheck:{study}",
        "study": study,
        "version": "1.0.0",
        "status": "draft",
        "items": copy.deepcopy(pattern["items"][:1]),
        "criteria": [team_criterion(*line) for line in numbered(lines)],
        "notices": copy.deepcopy(pattern.get("notices", [])),
        "outcomes": copy.deepcopy(pattern["outcomes"]),
    }
    return cast("Document", fresh)


def numbered(lines: Iterable[Line]) -> Iterator[tuple[str, str, str]]:
    """Yield (number, kind, words): I1, I2, …; what is nested in I2 is I2a, I2b, ….

    Where letters or numbers run out, lines are numbered on or left away.
    """
    counts = {"inclusion": 0, "exclusion": 0}
    letters = {"inclusion": 0, "exclusion": 0}
    for kind, depth, words in lines:
        is_nested = (
            depth > 0 and counts[kind] > 0 and letters[kind] < len(ascii_lowercase)
        )
        if not is_nested:
            counts[kind] += 1
            letters[kind] = 0
        if counts[kind] > MOST_LINES or len(words) < 3:
            continue
        number = f"{kind[0].upper()}{counts[kind]}"
        if is_nested:
            number += ascii_lowercase[letters[kind]]
            letters[kind] += 1
        yield number, kind, words


def team_criterion(number: str, kind: str, words: str) -> Draft:
    """Return a line of the protocol about which nobody has decided."""
    label = {"en": words[:LONGEST_LABEL]}
    reason = {"state": "team_check", "code": f"{number}.team", "text": dict(label)}
    return {
        "id": number,
        "kind": kind,
        "source": words,
        "label": label,
        "mode": TEAM_CHECK,
        "teamWhy": NOT_DECIDED,
        "reasons": [reason],
    }


def is_undecided(one: Draft) -> bool:
    """Whether a line is the team's only because nobody has looked at it."""
    why = one.get("teamWhy", "").strip()
    return one["mode"] == TEAM_CHECK and why in {"", NOT_DECIDED}


def split_line(document: Document, name: str, parts: list[str]) -> Document:
    """Return the document with one line as several; raises LineError.

    The first keeps its number, rule and reasons; the others are new. No word may
    be lost or added.
    """
    changed = copy.deepcopy(document)
    one = criterion(changed, name)
    if one is None:
        raise KeyError(name)
    parts = [" ".join(part.split()) for part in parts]
    parts = [part for part in parts if part]
    if len(parts) < 2 or any(len(part) < 3 for part in parts):
        raise LineError("too_few")
    if "".join("".join(parts).split()) != "".join(one["source"].split()):
        raise LineError("words")
    lines = as_drafts(changed["criteria"])
    place = lines.index(one)
    if one["label"]["en"] == one["source"][:LONGEST_LABEL]:
        one["label"]["en"] = parts[0][:LONGEST_LABEL]
    one["source"] = parts[0]
    for offset, words in enumerate(parts[1:], 1):
        fresh = team_criterion(free_letter(changed, name), one["kind"], words)
        lines.insert(place + offset, fresh)
    return changed


def free_letter(document: Document, name: str) -> str:
    """Return the next free number beside a line's: I2b after I2; raises LineError."""
    base = name.rstrip(ascii_lowercase)
    taken = {one["id"] for one in document["criteria"]}
    free = (f"{base}{letter}" for letter in ascii_lowercase[1:])
    found = next((number for number in free if number not in taken), None)
    if found is None:
        raise LineError("no_number")
    return found


def with_line(document: Document, kind: str, words: str) -> Document:
    """Return the document with a line at the end of its kind; raises LineError."""
    changed = copy.deepcopy(document)
    found = as_drafts(changed["criteria"])
    kinds = of_kind(found, kind)
    taken = {int(one["id"][1:].rstrip(ascii_lowercase)) for one in kinds}
    number = max(taken, default=0) + 1
    if number > MOST_LINES:
        raise LineError("no_number")
    fresh = team_criterion(f"{kind[0].upper()}{number}", kind, " ".join(words.split()))
    last = max((found.index(one) for one in kinds), default=None)
    found.insert(len(found) if last is None else last + 1, fresh)
    return changed


def of_kind(criteria: list[Draft], kind: str) -> list[Draft]:
    """Return the lines numbered like a kind."""
    return [one for one in criteria if one["id"].startswith(kind[0].upper())]


def without_line(document: Document, name: str) -> Document:
    """Return the document without a line; the last one stays (LineError)."""
    changed = copy.deepcopy(document)
    rest = [one for one in changed["criteria"] if one["id"] != name]
    if not rest:
        raise LineError("last")
    changed["criteria"] = rest
    return changed
