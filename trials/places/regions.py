"""Countries, states and counties: what somebody may name instead of a town."""

import sqlite3
from dataclasses import dataclass

from trials.places.folding import region_keys

# Shorter names stand for a state only behind a town: "ON" alone is a word.
SHORTEST = 4
# A country whose towns all lie so near to each other is as good as a town.
SMALL_COUNTRY_DEGREES = 0.8


@dataclass(frozen=True)
class Region:
    """A state, a county ("IL/Cook County"), or a whole country (no `code`)."""

    name: str
    country: str
    code: str = ""

    @property
    def state(self) -> str:
        """Return the code of the state that it is or lies in."""
        return self.code.partition("/")[0]

    def holds(self, country: str, state: str) -> bool:
        """Whether a town of this country and state may lie in it."""
        return country == self.country and (not self.code or state == self.state)


def regions_named(
    database: sqlite3.Connection, text: str, country: str, language: str = "en"
) -> list[Region]:
    """Return what is called so; in a country, its own states before other countries."""
    keys = [key for key in region_keys(text) if key]
    marks = ",".join("?" * len(keys))
    rows = database.execute(
        f"SELECT DISTINCT country, code FROM region WHERE folded IN ({marks})",  # noqa: S608 - only marks
        keys,
    ).fetchall()
    own = [row for row in rows if country and row[0] == country and row[1]]
    wide = [row for row in rows if not country or not row[1]]
    return [
        Region(region_name(database, place, code, language), place, code)
        for place, code in sorted(own or wide, key=lambda row: row[1])
    ]


def is_word_alone(text: str) -> bool:
    """Whether a name is too short to stand for a state without a town before it."""
    return text.isascii() and len(text) < SHORTEST


def country_of(database: sqlite3.Connection, text: str) -> str:
    """Return the country that somebody wrote after the comma, "" if it is none."""
    found = [one for one in regions_named(database, text, "") if not one.code]
    return found[0].country if len(found) == 1 else ""


def region_name(
    database: sqlite3.Connection, country: str, code: str, language: str
) -> str:
    """Return "Bavaria" or "Cook County, Illinois"; "" for a country or an unknown."""
    state, _slash, county = code.partition("/")
    row = database.execute(
        "SELECT name FROM state_name WHERE country = ? AND code = ?"
        " AND language IN (?, 'en') ORDER BY language = 'en' LIMIT 1",
        [country, state, language],
    ).fetchone()
    name = row[0] if row else ""
    return f"{county}, {name}" if county else name


def is_small_country(database: sqlite3.Connection, country: str) -> bool:
    """Whether all of a country is about one town, as Singapore is."""
    south, north, west, east = database.execute(
        "SELECT min(latitude), max(latitude), min(longitude), max(longitude)"
        " FROM place WHERE country = ?",
        [country],
    ).fetchone()
    if south is None:
        return False
    return bool(max(north - south, east - west) <= SMALL_COUNTRY_DEGREES)
