"""The words of a place: known to the gazetteer, or brought in by "near"."""

import sqlite3
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings

from trials.places import postcodes
from trials.places.folding import fold
from trials.places.gazetteer import GazetteerMissingError, connect
from trials.places.towns import named_rows
from trials.search.understanding.query import Query
from trials.vocabulary.wordlists import phrases

IsPlace = Callable[[str], bool]
# Smaller places are only taken for one after "near": many are words as well.
BIG = 100_000
LONGEST = 4
# These bring in other things than places too.
WEAK = frozenset({"in", "at", "en", "في", "在"})


def take_place(query: Query) -> str:
    """Return the words of the place that a search names, "" for none."""
    for start, end in list(query.spans("near")):
        is_weak = query.tokens[start].text in WEAK and end == start + 1
        if place := take_place_after(query, start, end, is_weak=is_weak):
            return place
    for start, end in list(query.free_runs()):
        for size in range(min(LONGEST, end - start), 0, -1):
            for at in range(start, end - size + 1):
                if is_word(query, at, size) and is_big_place(
                    query.typed(at, at + size)
                ):
                    return take_with_region(query, at, at + size)
    return ""


def take_place_after(query: Query, start: int, end: int, *, is_weak: bool) -> str:
    """Return the place that follows "near", as long as it is known; else all of it."""
    last = end
    while query.is_free(last, last + 1) and last - end < LONGEST:
        last += 1
    for stop in range(last, end, -1):
        if is_known_place(query.typed(end, stop)):
            query.take(start, end)
            return take_with_region(query, end, stop)
    if is_weak or last == end or not is_word(query, end, last - end):
        return ""
    query.take(start, end)
    return query.take(end, last)


def take_with_region(query: Query, start: int, end: int) -> str:
    """Take a place with the state or country written after it."""
    for stop in range(min(len(query.tokens), end + 3), end, -1):
        if query.is_free(end, stop) and is_region(query.typed(end, stop)):
            return query.take(start, stop)
    return query.take(start, end)


def is_word(query: Query, at: int, size: int) -> bool:
    """Whether a place may begin and end here: not with a small word."""
    small = phrases("filler")
    words = [token.text for token in query.tokens[at : at + size]]
    return len("".join(words)) > 1 and words[0] not in small and words[-1] not in small


@lru_cache(maxsize=4096)
def is_known_place(text: str) -> bool:
    """Whether the gazetteer or the list of countries has a place of this name."""
    return is_region(text) or bool(populations(text))


@lru_cache(maxsize=4096)
def is_big_place(text: str) -> bool:
    """Whether a name is first of all that of a country, a state or a big town."""
    return is_region(text) or max(populations(text), default=0) >= BIG


@lru_cache(maxsize=4096)
def populations(text: str) -> tuple[int, ...]:
    try:
        database = connect(settings.GAZETTEER_PATH)
    except GazetteerMissingError:
        return ()
    try:
        return tuple(row[5] or 0 for row in named_rows(database, text, ""))
    finally:
        database.close()


def is_region(text: str) -> bool:
    """Whether a text names a country or a state."""
    name = fold(text)
    is_code = len(name) <= 3 and not text.isupper()
    return not is_code and (name in postcodes.country_names() or name in states())


@lru_cache(maxsize=1)
def states() -> frozenset[str]:
    """Return the folded names of states and provinces that the gazetteer knows."""
    try:
        database = connect(settings.GAZETTEER_PATH)
    except GazetteerMissingError:
        return frozenset()
    try:
        rows = database.execute("SELECT name FROM state").fetchall()
        return frozenset(fold(name) for (name,) in rows)
    except sqlite3.OperationalError:
        return frozenset()
    finally:
        database.close()
