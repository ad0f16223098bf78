"""The words of a place: known to the gazetteer, or brought in by "near"."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache

from django.conf import settings

from trials.places.gazetteer import GazetteerMissingError, connect
from trials.places.regions import is_word_alone, regions_named
from trials.places.towns import towns_called
from trials.search.understanding.query import Query
from trials.vocabulary.wordlists import all_phrase_words

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
    words = [token.text for token in query.tokens[at : at + size]]
    is_small = all(word in all_phrase_words() for word in words)
    return len("".join(words)) > 1 and not is_small


@lru_cache(maxsize=4096)
def is_known_place(text: str) -> bool:
    """Whether the gazetteer has a place of this name."""
    return people_of_place(text) >= 0


@lru_cache(maxsize=4096)
def is_big_place(text: str) -> bool:
    """Whether a name is first of all that of a country, a state or a big town."""
    return people_of_place(text) >= BIG


@lru_cache(maxsize=4096)
def is_region(text: str) -> bool:
    """Whether a text names a country or a state."""
    with closing_gazetteer() as database:
        is_word = is_word_alone(text) and not text.isupper()
        found = database and not is_word and regions_named(database, text, "")
    return bool(found)


@lru_cache(maxsize=4096)
def people_of_place(text: str) -> int:
    """Return how many live in the biggest place of a name, -1 where there is none."""
    if is_region(text):
        return BIG
    with closing_gazetteer() as database:
        towns = towns_called(database, text, "", {}) if database else []
    return max((town.population for town in towns), default=-1)


@contextmanager
def closing_gazetteer() -> Iterator[sqlite3.Connection | None]:
    """Open the gazetteer for a moment; None where there is none."""
    try:
        database = connect(settings.GAZETTEER_PATH)
    except GazetteerMissingError:
        yield None
        return
    try:
        yield database
    finally:
        database.close()
