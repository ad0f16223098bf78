"""Town or postcode and country → coordinates; offline, in any script, never guessed.

One hit is an answer, several are a question, a near miss is "did you mean".
"""

import sqlite3
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from pathlib import Path

from trials.places import postcodes
from trials.places.folding import fold, is_typed
from trials.places.towns import (
    AT_MOST,
    Candidate,
    distinct_towns,
    in_region,
    named_rows,
    near_rows,
)


class GazetteerMissingError(RuntimeError):
    """There is no gazetteer file; script/setup builds it."""


class Kind(Enum):
    """What a look-up came to."""

    EXACT = "exact"
    CHOICES = "choices"
    DID_YOU_MEAN = "did_you_mean"
    NEEDS_COUNTRY = "needs_country"
    UNKNOWN_POSTCODE = "unknown_postcode"
    NONE = "none"


@dataclass(frozen=True)
class Resolution:
    """What was found. `is_elsewhere`: not in the country that was asked for."""

    kind: Kind
    candidates: list[Candidate] = field(default_factory=list)
    is_elsewhere: bool = False


def resolve(text: str, country: str, *, path: Path) -> Resolution:
    """Look up a town or postcode.

    `country` is an ISO 3166 code or "" for anywhere; raises GazetteerMissingError.
    """
    if not is_typed(text) or not (text := " ".join(text.split())):
        return Resolution(Kind.NONE)
    database = connect(path)
    try:
        if any(c.isdigit() for c in text):
            return by_postcode(database, text, country)
        return by_name(database, text, country)
    finally:
        database.close()


def connect(path: Path) -> sqlite3.Connection:
    """Open the file for reading only."""
    if not path.is_file():
        raise GazetteerMissingError(f"{path} is missing; run script/setup.")
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)


def by_postcode(database: sqlite3.Connection, text: str, country: str) -> Resolution:
    """Find a postcode, exact or by its first part."""
    if not country:
        return Resolution(Kind.NEEDS_COUNTRY)
    for code in postcodes.tries(text, country):
        row = database.execute(
            "SELECT name, admin1, latitude, longitude FROM postcode"
            " WHERE country = ? AND code = ?",
            [country, code],
        ).fetchone()
        if row:
            name, admin1, latitude, longitude = row
            town = f"{text}, {name.partition('(')[0].strip()}"
            found = Candidate(town, admin1, "", country, latitude, longitude, True)
            return Resolution(Kind.EXACT, [found])
    return Resolution(Kind.UNKNOWN_POSTCODE)


def by_name(database: sqlite3.Connection, text: str, country: str) -> Resolution:
    """Find a town by any of its names, then with typing errors, then elsewhere."""
    name, _comma, region = (part.strip() for part in text.partition(","))
    if region and (named := country_of(region)):
        country, region = named, ""
    rows = named_rows(database, name, country)
    if region:
        rows = [row for row in rows if in_region(database, row, region)] or rows
    if rows:
        found = distinct_towns(database, rows)
        return Resolution(Kind.EXACT if len(found) == 1 else Kind.CHOICES, found)
    return by_likeness(database, name, country)


def by_likeness(database: sqlite3.Connection, name: str, country: str) -> Resolution:
    """Find towns of a name like this one, and those of the name in other countries."""
    near = distinct_towns(database, near_rows(database, name, country))
    abroad = named_rows(database, name, "") if country else []
    elsewhere = distinct_towns(database, abroad)
    if near:
        return Resolution(Kind.DID_YOU_MEAN, [*near, *elsewhere][:AT_MOST])
    if elsewhere:
        return Resolution(Kind.CHOICES, elsewhere, is_elsewhere=True)
    return Resolution(Kind.NONE)


@lru_cache(maxsize=1024)
def country_of(text: str) -> str:
    """Return the country that somebody wrote after the comma, "" if it is none."""
    return postcodes.country_names().get(fold(text), "")
