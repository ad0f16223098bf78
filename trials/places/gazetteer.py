"""Town or postcode and country → coordinates; offline, in any script, never guessed.

One hit is an answer only where the place is too large to have an unlisted namesake, or
where its state was named too. All else is a question; a near miss is "did you mean".
"""

import sqlite3
from functools import lru_cache
from pathlib import Path

from trials.places.asking import Kind, PlaceSearch, Resolution
from trials.places.folding import is_typed
from trials.places.shown import Candidate
from trials.places.towns import Recorded

__all__ = ["Candidate", "GazetteerMissingError", "Kind", "Resolution", "resolve"]
NOTHING_RECORDED: Recorded = {}
# Grows with what the program needs to find in the file.
EDITION = "3"


class GazetteerMissingError(RuntimeError):
    """There is no gazetteer file of this edition; script/setup builds it."""


def resolve(
    text: str,
    country: str,
    *,
    path: Path,
    recorded: Recorded = NOTHING_RECORDED,
    language: str = "en",
) -> Resolution:
    """Look up a town, a postcode, both in one, or a state or country.

    `country` is an ISO 3166 code or "" for anywhere; raises GazetteerMissingError.
    """
    if not is_typed(text) or not (text := " ".join(text.split())):
        return Resolution(Kind.NONE)
    database = connect(path)
    try:
        return PlaceSearch(database, recorded, language).answer_text(text, country)
    finally:
        database.close()


def connect(path: Path) -> sqlite3.Connection:
    """Open the file for reading only."""
    if not is_current(path):
        raise GazetteerMissingError(f"{path} is missing or old; run script/setup.")
    return read_only(path)


def read_only(path: Path) -> sqlite3.Connection:
    """Open a file that nobody writes."""
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)


def is_current(path: Path) -> bool:
    """Whether the file is there and holds what this program looks for."""
    try:
        written = path.stat().st_mtime_ns
    except OSError:
        return False
    return is_of_today(path, written)


@lru_cache(maxsize=16)
def is_of_today(path: Path, _written: int) -> bool:
    """Whether a file is of this edition; another one at its place is asked anew."""
    database = read_only(path)
    try:
        row = database.execute("SELECT value FROM about WHERE name = 'edition'")
        return bool(row.fetchone() == (EDITION,))
    except sqlite3.DatabaseError:
        return False
    finally:
        database.close()


@lru_cache(maxsize=4)
def countries_with_postcodes(path: Path) -> tuple[str, ...]:
    """Return the countries whose postcodes the file knows."""
    if not is_current(path):
        return ()
    database = read_only(path)
    try:
        rows = database.execute("SELECT DISTINCT country FROM postcode ORDER BY 1")
        return tuple(country for (country,) in rows)
    finally:
        database.close()
