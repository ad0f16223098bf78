"""Names a letter or two away from what was typed."""

import sqlite3

from rapidfuzz import process
from rapidfuzz.distance import OSA

AT_MOST = 8
SHORTEST = 4


def near_names(database: sqlite3.Connection, folded: str, country: str) -> list[str]:
    """Return folded names within one typing error, two from seven letters on.

    The first two letters are taken as right: that keeps the look-up short and the
    offers sensible.
    """
    if len(folded) < SHORTEST or not folded.isascii():
        return []
    errors = 2 if len(folded) >= 7 else 1
    names = names_alike(database, folded, country, errors)
    hits = process.extract(
        folded, names, scorer=OSA.distance, score_cutoff=errors, limit=AT_MOST
    )
    best = hits[0][1] if hits else 0
    return [name for name, distance, _index in hits if distance == best]


def names_alike(
    database: sqlite3.Connection, folded: str, country: str, errors: int
) -> list[str]:
    """Return the names that begin alike and are about as long."""
    start = folded[:2]
    after = start[0] + chr(ord(start[1]) + 1)
    shortest, longest = len(folded) - errors, len(folded) + errors
    rows = database.execute(
        "SELECT DISTINCT a.folded FROM alias a JOIN place p ON p.id = a.place"
        " WHERE a.folded >= ? AND a.folded < ?"
        " AND length(a.folded) BETWEEN ? AND ? AND (? = '' OR p.country = ?)",
        [start, after, shortest, longest, country, country],
    )
    return [name for (name,) in rows]
