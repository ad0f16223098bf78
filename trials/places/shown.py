"""Towns as they are shown to be chosen: each with what tells it from its namesakes."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from trials.places.nearest import distance_km
from trials.places.regions import region_name
from trials.places.towns import AT_MOST, BIG, Town, apart

# How far a bigger town may be to tell where one is.
LANDMARK_KM = 200


@dataclass(frozen=True)
class Candidate:
    """A place; degrees of its centre.

    `region` (a state) is always said where it is known; `near` (a bigger town) where
    the state does not tell it from others of its name.
    """

    name: str
    region: str
    near: str
    country: str
    latitude: float
    longitude: float
    is_postcode: bool = False


def candidates(
    database: sqlite3.Connection, towns: Sequence[Town], language: str
) -> list[Candidate]:
    """Return the distinct towns, told apart from each other."""
    kept = apart(towns)[:AT_MOST]
    regions = [state_of(database, town, language) for town in kept]
    told = [(town.name, region) for town, region in zip(kept, regions, strict=True)]
    return [
        Candidate(
            name=town.name,
            region=region,
            near=""
            if region and told.count((town.name, region)) == 1
            else landmark_of(database, town),
            country=town.country,
            latitude=town.latitude,
            longitude=town.longitude,
        )
        for town, region in zip(kept, regions, strict=True)
    ]


def state_of(database: sqlite3.Connection, town: Town, language: str) -> str:
    """Return the name of the state that a town lies in, "" where none is known."""
    return town.region or region_name(database, town.country, town.admin1, language)


def landmark_of(database: sqlite3.Connection, town: Town) -> str:
    """Return the nearest bigger town."""
    big = database.execute(
        "SELECT name, latitude, longitude FROM place"
        " WHERE country = ? AND population > ? AND name <> ?",
        [town.country, max(BIG, town.population), town.name],
    )
    near = min(
        ((distance_km(town.point, (lat, lon)), name) for name, lat, lon in big),
        default=(LANDMARK_KM, ""),
    )
    return near[1] if near[0] < LANDMARK_KM else ""
