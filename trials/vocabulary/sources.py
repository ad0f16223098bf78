"""Where the names come from: our own lists first, then those of open vocabularies."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from portal.lib.vocabulary import languages_of, load_words
from trials.vocabulary.tokens import DATA

# Our lists, the kind of what they name, and the open list behind it.
LISTS = {
    "condition_names": "condition",
    "shared_names": "condition",
    "drug_names": "drug",
    "treatment_names": "treatment",
    "sponsor_names": "sponsor",
}
OPEN = {"mesh": "condition", "drugs": "drug"}


@dataclass(frozen=True)
class NameRow:
    """One name of one thing. `rank` 0: our own list, 1: an open one."""

    term: str
    name: str
    kind: str
    language: str
    rank: int


def name_rows() -> Iterator[NameRow]:
    """Yield every name of everything, ours first."""
    yield from own_rows()
    for source, kind in OPEN.items():
        for term, names in open_rows(source).items():
            yield NameRow(term, term, kind, "en", 1)
            others = names[1:] if kind == "condition" else names
            yield from (NameRow(term, name, kind, "en", 1) for name in others)


def own_rows() -> Iterator[NameRow]:
    for name, kind in LISTS.items():
        for language in languages_of(name):
            for term, names in load_words(name, language).items():
                yield NameRow(term, term, kind, "en", 0)
                yield from (NameRow(term, one, kind, language, 0) for one in names)


@lru_cache(maxsize=4)
def open_rows(source: str) -> dict[str, list[str]]:
    """Return an open list; a condition's row begins with its places in the tree."""
    found: dict[str, list[str]] = read_data(source)["rows"]
    return found


def read_data(name: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    return parsed


@lru_cache(maxsize=1)
def usual_words() -> frozenset[str]:
    """Return words that records use: whoever types one has not mistyped."""
    return frozenset(read_data("usual_words")["words"].split())
