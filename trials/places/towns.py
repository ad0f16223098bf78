"""Towns of a name: in the gazetteer's file, and in the records of studies."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, radians

from trials.places.folding import fold, weaker_spellings
from trials.places.nearest import distance_km
from trials.places.regions import Region, regions_named
from trials.places.typos import near_names

AT_MOST = 12
# Two towns of one name so close together are one town to a visitor.
SAME_TOWN_KM = 15
# So near must another town be, that the place of a town in one record is believed.
NEIGHBOUR_KM = 30
DEGREE_KM = 111.2
# Whose name nobody gives to another place without more words.
BIG = 100_000


@dataclass(frozen=True)
class Town:
    """A town; degrees of its centre.

    `region` is its state's name where only a record says it; `studies` how many
    records name it, 0 for one of the gazetteer.
    """

    name: str
    admin1: str
    country: str
    latitude: float
    longitude: float
    population: int = 0
    region: str = ""
    studies: int = 0

    @property
    def point(self) -> tuple[float, float]:
        """Return where its centre is."""
        return self.latitude, self.longitude


# Towns of the records by folded name.
Recorded = Mapping[str, Sequence[Town]]

COLUMNS = "p.name, p.admin1, p.country, p.latitude, p.longitude, p.population"


def listed_towns(
    database: sqlite3.Connection, folded: Iterable[str], country: str
) -> list[Town]:
    """Return the gazetteer's towns with one of these folded names, biggest first."""
    names = list(folded)
    marks = ",".join("?" * len(names))
    rows = database.execute(
        f"SELECT DISTINCT {COLUMNS} FROM alias a JOIN place p ON p.id = a.place"  # noqa: S608 - our own columns
        f" WHERE a.folded IN ({marks}) AND (? = '' OR p.country = ?)"
        " ORDER BY p.population DESC LIMIT 60",
        [*names, country, country],
    )
    return [Town(*row) for row in rows]


def towns_called(
    database: sqlite3.Connection, name: str, country: str, recorded: Recorded
) -> list[Town]:
    """Return all towns of exactly this name, those of the gazetteer first."""
    listed = listed_towns(database, [fold(name)], country)
    told = [
        with_state(database, town)
        for town in recorded.get(fold(name), ())
        if not country or town.country == country
    ]
    return [*listed, *(town for town in told if joins(database, town, listed))]


def with_state(database: sqlite3.Connection, town: Town) -> Town:
    """Return a town of the records with the state's code, where its name is known."""
    if not town.region:
        return town
    found = regions_named(database, town.region, town.country)
    states = {one.state for one in found if one.country == town.country and one.code}
    return replace(town, admin1=states.pop(), region="") if len(states) == 1 else town


def towns_called_almost(
    database: sqlite3.Connection, name: str, country: str
) -> list[Town]:
    """Return towns of the name without umlauts or without its word for "city"."""
    for folded in weaker_spellings(name):
        if found := listed_towns(database, [folded], country):
            return found
    return []


def towns_alike(database: sqlite3.Connection, name: str, country: str) -> list[Town]:
    """Return towns whose name differs by a letter or two, the biggest first."""
    return listed_towns(database, near_names(database, fold(name), country), country)


def joins(database: sqlite3.Connection, town: Town, listed: Sequence[Town]) -> bool:
    """Whether a town of the records is a place of its own, and borne out.

    One record alone may have mistaken a great city's place; it adds none.
    """
    if any(is_same_town(town, other) for other in listed):
        return False
    if town.studies > 1:
        return True
    is_mistake = any(
        other.population >= BIG and other.country == town.country for other in listed
    )
    return not is_mistake and has_neighbour(database, town)


def is_same_town(one: Town, other: Town) -> bool:
    """Whether two towns of one name are one to a visitor."""
    return distance_km(one.point, other.point) <= SAME_TOWN_KM


def has_neighbour(database: sqlite3.Connection, town: Town) -> bool:
    """Whether the gazetteer has a town of the same country near it."""
    high = NEIGHBOUR_KM / DEGREE_KM
    wide = high / max(cos(radians(town.latitude)), 0.05)
    rows = database.execute(
        "SELECT latitude, longitude FROM place WHERE country = ?"
        " AND latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?",
        [
            town.country,
            *(town.latitude - high, town.latitude + high),
            *(town.longitude - wide, town.longitude + wide),
        ],
    )
    return any(distance_km(town.point, row) <= NEIGHBOUR_KM for row in rows)


def apart(towns: Iterable[Town]) -> list[Town]:
    """Return the towns without the suburbs that share their city's name."""
    kept: list[Town] = []
    for town in towns:
        if not any(is_same_town(town, other) for other in kept):
            kept.append(town)
    return kept


def biggest_towns(
    database: sqlite3.Connection, regions: Sequence[Region]
) -> list[Town]:
    """Return the greatest towns of some states or countries, to begin from."""
    found: list[Town] = []
    for region in regions:
        if region.code != region.state:
            # Nothing tells which towns of its state lie in a county.
            continue
        rows = database.execute(
            f"SELECT {COLUMNS} FROM place p WHERE p.country = ?"  # noqa: S608 - our own columns
            " AND (? = '' OR p.admin1 = ?) ORDER BY p.population DESC LIMIT 6",
            [region.country, region.state, region.state],
        )
        found += [Town(*row) for row in rows]
    return found
