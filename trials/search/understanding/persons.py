"""People by name: "Dr Smith", 王教授."""

from trials.search.understanding.query import Query
from trials.search.understanding.shapes import Concept
from trials.vocabulary.tokens import HAN

LONGEST = 3


def take_persons(query: Query) -> list[Concept]:
    """Return the persons whose titles stand beside their names."""
    found = []
    for start, end in list(query.spans("person")):
        first, last = name_beside(query, start, end)
        if first < last:
            name = query.take(first, last)
            query.take(start, end)
            found.append(Concept(name.casefold(), name, "person", name))
    return found


def name_beside(query: Query, start: int, end: int) -> tuple[int, int]:
    """Return where the name stands: before a Chinese title, after any other."""
    if HAN.match(query.tokens[start].text):
        first = start
        while first > 0 and start - first < LONGEST and is_name(query, first - 1):
            first -= 1
        return first, start
    last = end
    while last < len(query.tokens) and last - end < LONGEST and is_name(query, last):
        last += 1
    return end, last


def is_name(query: Query, at: int) -> bool:
    typed = query.tokens[at].typed
    is_written_so = bool(HAN.match(typed)) or typed[:1].isupper() or not typed.isascii()
    return (
        query.is_free(at, at + 1)
        and is_written_so
        and query.phrase_at(at, "filler") == 0
    )
