"""A document begins with the protocol's lines, numbered and left to the team. Pure."""

import copy
from collections import Counter
from collections.abc import Iterable, Iterator
from string import ascii_lowercase
from typing import cast

from trials.selfcheck.editing.drafts import TEAM_CHECK
from trials.selfcheck.parts import Document, Draft, as_draft

# (kind, how deep it is nested, words)
Line = tuple[str, int, str]


# The schema numbers criteria with at most two digits.
MOST_LINES = 99


LONGEST_LABEL = 300


# Written by the program for a line about which nobody has decided.
NOT_DECIDED = "Not asked yet."


# What a new document has from the one that it begins with.
GENERAL = ("format", "languages", "defaultLanguage", "person", "unknownCodes", "texts")


def from_criteria(pattern: Document, study: str, lines: Iterable[Line]) -> Document:
    """Return a new document from protocol lines: all left to the team.

    The general words, the outcomes and the first two questions (for whom, how old)
    come from `pattern`.
    """
    general = copy.deepcopy(as_draft(pattern))
    fresh = {
        **{name: general[name] for name in GENERAL},
        "id": f"{study.lower()}-selfcheck",
        "url": f"urn:selfcheck:{study}",
        "study": study,
        "version": "1.0.0",
        "status": "draft",
        "items": general["items"][:1],
        "criteria": [team_criterion(*line) for line in numbered(lines)],
        "notices": general.get("notices", []),
        "outcomes": general["outcomes"],
    }
    return cast("Document", fresh)


def numbered(lines: Iterable[Line]) -> Iterator[tuple[str, str, str]]:
    """Yield (number, kind, words): I1, I2, …; what is nested in I2 is I2a, I2b, ….

    Where letters or numbers run out, lines are numbered on or left away.
    """
    counts, letters = Counter[str](), Counter[str]()
    for kind, depth, words in lines:
        has_letter = letters[kind] < len(ascii_lowercase)
        is_nested = depth > 0 and counts[kind] > 0 and has_letter
        if not is_nested:
            counts[kind] += 1
            letters[kind] = 0
        if counts[kind] > MOST_LINES or len(words) < 3:
            continue
        letter = ascii_lowercase[letters[kind]] if is_nested else ""
        letters[kind] += is_nested
        yield f"{kind[0].upper()}{counts[kind]}{letter}", kind, words


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
