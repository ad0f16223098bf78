"""Town or postcode and country → coordinates; offline, in any script, never guessed.

One hit is an answer, several are a question, a near miss is "did you mean".
"""

import sqlite3
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from pathlib import Path

from trials.places import postcodes
from trials.places.folding import fold, is_typed, spellings
from trials.places.nearest import distance_km
from trials.places.typos import near_names

AT_MOST = 12
# Two towns of one name so close together are one town to a visitor.
SAME_TOWN_KM = 15
# A town is told from its namesakes by a bigger one near it.
LANDMARK_PEOPLE, LANDMARK_KM = 100_000, 200


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
class Candidate:
    """A place; degrees of its centre.

    `region` (a state) or `near` (a bigger town) tell it from others of its name.
    """

    name: str
    region: str
    near: str
    country: str
    latitude: float
    longitude: float
    is_postcode: bool = False


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
    name, _comma, rest = (part.strip() for part in text.partition(","))
    region = rest
    if rest and (named := country_of(rest)):
        country, region = named, ""
    rows = named_rows(database, name, country)
    if region:
        rows = [row for row in rows if in_region(database, row, region)] or rows
    if rows:
        found = candidates(database, rows)
        return Resolution(Kind.EXACT if len(found) == 1 else Kind.CHOICES, found)
    near = candidates(database, near_rows(database, name, country))
    elsewhere = candidates(database, named_rows(database, name, "")) if country else []
    if near:
        return Resolution(Kind.DID_YOU_MEAN, [*near, *elsewhere][:AT_MOST])
    if elsewhere:
        return Resolution(Kind.CHOICES, elsewhere, is_elsewhere=True)
    return Resolution(Kind.NONE)


Row = tuple[str, str, str, float, float, int]
PLACE = "p.name, p.admin1, p.country, p.latitude, p.longitude, p.population"


def named_rows(database: sqlite3.Connection, name: str, country: str) -> list[Row]:
    """Return towns with exactly this name, the biggest first."""
    for folded in spellings(name):
        rows = database.execute(
            f"SELECT {PLACE} FROM alias a JOIN place p ON p.id = a.place"  # noqa: S608 - our own columns
            " WHERE a.folded = ? AND (? = '' OR p.country = ?)"
            " ORDER BY p.population DESC LIMIT 60",
            [folded, country, country],
        ).fetchall()
        if rows:
            return rows
    return []


def near_rows(database: sqlite3.Connection, name: str, country: str) -> list[Row]:
    """Return towns whose name differs by a letter or two, the biggest first."""
    rows: list[Row] = []
    for folded in near_names(database, fold(name), country):
        rows += database.execute(
            f"SELECT {PLACE} FROM alias a JOIN place p ON p.id = a.place"  # noqa: S608 - our own columns
            " WHERE a.folded = ? AND (? = '' OR p.country = ?)",
            [folded, country, country],
        ).fetchall()
    return sorted(set(rows), key=lambda row: -row[5])


def candidates(database: sqlite3.Connection, rows: list[Row]) -> list[Candidate]:
    """Return the towns to show, without the suburbs that share their city's name."""
    kept: list[Row] = []
    for row in rows:
        if all(distance_km(row[3:5], other[3:5]) > SAME_TOWN_KM for other in kept):
            kept.append(row)
    several = len(kept) > 1
    return [
        Candidate(
            name=row[0],
            region=state_of(database, row) if several else "",
            near=landmark_of(database, row) if several else "",
            country=row[2],
            latitude=row[3],
            longitude=row[4],
        )
        for row in kept[:AT_MOST]
    ]


def state_of(database: sqlite3.Connection, row: Row) -> str:
    """Return the name of the state that a town lies in, "" where none is known."""
    state = database.execute(
        "SELECT name FROM state WHERE country = ? AND code = ?", [row[2], row[1]]
    ).fetchone()
    return state[0] if state else ""


def landmark_of(database: sqlite3.Connection, row: Row) -> str:
    """Return the nearest bigger town, for countries whose states are not known."""
    if state_of(database, row):
        return ""
    big = database.execute(
        "SELECT name, latitude, longitude FROM place"
        " WHERE country = ? AND population > ? AND name <> ?",
        [row[2], max(LANDMARK_PEOPLE, row[5]), row[0]],
    ).fetchall()
    near = min(
        ((distance_km(row[3:5], (lat, lon)), name) for name, lat, lon in big),
        default=(LANDMARK_KM, ""),
    )
    return near[1] if near[0] < LANDMARK_KM else ""


def in_region(database: sqlite3.Connection, row: Row, region: str) -> bool:
    """Whether a town lies in the state that somebody wrote after the comma."""
    state = database.execute(
        "SELECT code, name FROM state WHERE country = ? AND code = ?", [row[2], row[1]]
    ).fetchone()
    return bool(state) and fold(region) in {fold(state[0]), fold(state[1])}


@lru_cache(maxsize=1024)
def country_of(text: str) -> str:
    """Return the country that somebody wrote after the comma, "" if it is none."""
    return postcodes.country_names().get(fold(text), "")
