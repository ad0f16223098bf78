"""Towns of a name in the gazetteer's file, and what tells them from each other."""

import sqlite3
from dataclasses import dataclass

from trials.places.folding import fold, spellings
from trials.places.nearest import distance_km
from trials.places.typos import near_names

AT_MOST = 12


# Two towns of one name so close together are one town to a visitor.
SAME_TOWN_KM = 15


# A town is told from its namesakes by a bigger one near it.
LANDMARK_PEOPLE, LANDMARK_KM = 100_000, 200


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


def distinct_towns(database: sqlite3.Connection, rows: list[Row]) -> list[Candidate]:
    """Return the towns to show, without the suburbs that share their city's name."""
    kept: list[Row] = []
    for row in rows:
        if all(distance_km(row[3:5], other[3:5]) > SAME_TOWN_KM for other in kept):
            kept.append(row)
    several = len(kept) > 1
    return [told_apart(database, row, several=several) for row in kept[:AT_MOST]]


def told_apart(database: sqlite3.Connection, row: Row, *, several: bool) -> Candidate:
    """Return a town with what tells it from others of its name, if there are some."""
    return Candidate(
        name=row[0],
        region=state_of(database, row) if several else "",
        near=landmark_of(database, row) if several else "",
        country=row[2],
        latitude=row[3],
        longitude=row[4],
    )


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
