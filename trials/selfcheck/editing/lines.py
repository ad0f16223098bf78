"""The protocol's lines: divided, added, taken out. Pure.

Every word of the protocol stays in one line's `source`, whatever is done to it.
"""

import copy
from string import ascii_lowercase

from trials.selfcheck.editing.drafts import existing_criterion
from trials.selfcheck.editing.new_lines import LONGEST_LABEL, MOST_LINES, team_criterion
from trials.selfcheck.parts import Document, Draft, as_drafts


class LineError(ValueError):
    """A change to the lines that would lose words or has no number left."""


def split_line(document: Document, name: str, parts: list[str]) -> Document:
    """Return the document with one line as several; raises LineError.

    The first keeps its number, rule and reasons; the others are new. No word may
    be lost or added.
    """
    changed = copy.deepcopy(document)
    one = existing_criterion(changed, name)
    first, *others = whole_parts(one["source"], parts)
    if one["label"]["en"] == one["source"][:LONGEST_LABEL]:
        one["label"]["en"] = first[:LONGEST_LABEL]
    one["source"] = first
    lines = as_drafts(changed["criteria"])
    for place, words in enumerate(others, lines.index(one) + 1):
        fresh = team_criterion(free_letter(changed, name), one["kind"], words)
        lines.insert(place, fresh)
    return changed


def whole_parts(source: str, typed: list[str]) -> list[str]:
    """Return a line's parts as they were typed; raises LineError."""
    parts = [" ".join(part.split()) for part in typed]
    parts = [part for part in parts if part]
    if len(parts) < 2 or any(len(part) < 3 for part in parts):
        raise LineError("too_few")
    if "".join("".join(parts).split()) != "".join(source.split()):
        raise LineError("words")
    return parts


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
