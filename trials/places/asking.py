"""What hits come to: an answer, or a question."""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from trials.places import postcodes
from trials.places.folding import fold
from trials.places.nearest import distance_km
from trials.places.regions import (
    Region,
    is_small_country,
    is_word_alone,
    region_name,
    regions_named,
)
from trials.places.shown import Candidate, candidates
from trials.places.towns import (
    BIG,
    Recorded,
    Town,
    apart,
    biggest_towns,
    towns_alike,
    towns_called,
    towns_called_almost,
)

COMMA = re.compile(r"\s*[,，、;；،؛]\s*")
# From so many people on, no namesake of a town is missing in the gazetteer.
SURE_PEOPLE = 15_000
# A town named beside another lies no farther from it.
BESIDE_KM = 60


class Kind(Enum):
    """What a look-up came to."""

    EXACT = "exact"
    CHOICES = "choices"
    DID_YOU_MEAN = "did_you_mean"
    REGION = "region"
    NEEDS_COUNTRY = "needs_country"
    UNKNOWN_POSTCODE = "unknown_postcode"
    NONE = "none"


@dataclass(frozen=True)
class Resolution:
    """What was found.

    `is_elsewhere`: not in the country that was asked for. `regions`: the states or
    countries that were named; `candidates` then are towns of the name, or in them.
    """

    kind: Kind
    candidates: list[Candidate] = field(default_factory=list)
    is_elsewhere: bool = False
    regions: list[Region] = field(default_factory=list)


NOTHING = Resolution(Kind.NONE)


@dataclass(frozen=True)
class PlaceSearch:
    """Everything that one question is answered from."""

    database: sqlite3.Connection
    recorded: Recorded
    language: str

    def answer_text(self, text: str, country: str) -> Resolution:
        """Answer what somebody typed."""
        if any(map(str.isdigit, text)) and not self.towns(text, country):
            return self.by_number(text, country)
        parts = [part for part in COMMA.split(text) if part]
        return self.by_parts(parts, country)

    def towns(self, name: str, country: str) -> list[Town]:
        return towns_called(self.database, name, country, self.recorded)

    def regions(self, name: str, country: str) -> list[Region]:
        return regions_named(self.database, name, country, self.language)

    def by_number(self, text: str, country: str) -> Resolution:
        """Answer a postcode, a town with one, or a town with a district's number."""
        codes, words = postcodes.codes_and_words(text)
        place = self.postcode(codes, country)
        named = self.answer_text(words, country) if words else NOTHING
        if place and named.candidates and not is_beside(place, named):
            return Resolution(Kind.CHOICES, [place, *named.candidates])
        if place:
            return Resolution(Kind.EXACT, [place])
        if named.kind is not Kind.NONE:
            return named
        return Resolution(Kind.UNKNOWN_POSTCODE if country else Kind.NEEDS_COUNTRY)

    def postcode(self, codes: list[str], country: str) -> Candidate | None:
        """Return the place of the first known code, exact or by its first part."""
        tried = [(typed, t) for typed in codes for t in postcodes.tries(typed, country)]
        for typed, code in tried if country else []:
            row = self.database.execute(
                "SELECT name, admin1, latitude, longitude FROM postcode"
                " WHERE country = ? AND code = ?",
                [country, code],
            ).fetchone()
            if row:
                name, admin1, latitude, longitude = row
                town = f"{typed}, {name.partition('(')[0].strip()}"
                state = region_name(self.database, country, admin1, self.language)
                return Candidate(
                    *(town, state or admin1, "", country, latitude, longitude),
                    is_postcode=True,
                )
        return None

    def by_parts(self, parts: list[str], country: str) -> Resolution:
        """Answer a name with what stands after the comma, or a name alone."""
        if not parts:
            return NOTHING
        if len(parts) == 1:
            return self.by_name(parts[0], country)
        orders = (parts[0], parts[1:]), (parts[-1], parts[:-1])
        for find in (self.inside, self.beside):
            for name, others in orders:
                if found := find(name, others, country):
                    return self.settled(found, is_told=True)
        if towns := self.towns(parts[0], country):
            return Resolution(Kind.CHOICES, self.as_candidates(towns))
        # A street stands before its town.
        return self.by_parts(parts[1:], country)

    def inside(self, name: str, others: list[str], country: str) -> list[Town]:
        """Return the towns of a name in the states or countries of the other words."""
        where = [found for one in others if (found := self.regions(one, country))]
        if not where:
            return []
        is_abroad = any(not region.code for found in where for region in found)
        towns = self.towns(name, "" if is_abroad else country)
        towns = towns or towns_called_almost(self.database, name, country)
        return [town for town in towns if lies_in_all(town, where)]

    def beside(self, name: str, others: list[str], country: str) -> list[Town]:
        """Return the towns of a name that lie near a town of the other words."""
        if any(self.regions(one, country) for one in others):
            return []
        near = [town for one in others for town in self.towns(one, country)]
        return [town for town in self.towns(name, country) if is_beside_any(town, near)]

    def by_name(self, name: str, country: str) -> Resolution:
        """Answer a name that stands alone: a town, a state or a country."""
        towns = by_their_name(self.towns(name, country), name)
        found = [] if is_word_alone(name) else self.regions(name, country)
        if regions := [
            one for one in found if self.is_region_meant(one, towns, country)
        ]:
            near = apart(towns) or biggest_towns(self.database, regions)
            return Resolution(Kind.REGION, self.as_candidates(near), regions=regions)
        if towns:
            return self.settled(towns)
        if inside := self.unpunctuated(name, country):
            return self.settled(inside, is_told=True)
        if almost := towns_called_almost(self.database, name, country):
            is_big = len(apart(almost)) == 1 and almost[0].population >= BIG
            kind = Kind.EXACT if is_big else Kind.CHOICES
            return Resolution(kind, self.as_candidates(almost))
        return self.by_likeness(name, country)

    def regions_meant(
        self, found: list[Region], towns: list[Town], country: str
    ) -> list[Region]:
        """Return the states and countries that a name may mean beside its towns."""
        return [one for one in found if self.is_region_meant(one, towns, country)]

    def is_region_meant(self, region: Region, towns: list[Town], country: str) -> bool:
        """Whether a state is meant and not the great town of the same name in it."""
        if country and region.country != country and towns:
            return False
        inside = [town for town in towns if region.holds(town.country, town.admin1)]
        if inside and is_small_country(self.database, region.country):
            return False
        return not region.code or not any(town.population >= BIG for town in inside)

    def unpunctuated(self, name: str, country: str) -> list[Town]:
        """Return the towns of "Portland Oregon": nobody types the comma."""
        words = name.split()
        for cut in range(len(words) - 1, 0, -1):
            head, tail = " ".join(words[:cut]), " ".join(words[cut:])
            if inside := self.inside(head, [tail], country):
                return inside
        return []

    def by_likeness(self, name: str, country: str) -> Resolution:
        """Find towns of a name like this one, and those of the name elsewhere."""
        near = self.as_candidates(towns_alike(self.database, name, country))
        elsewhere = self.as_candidates(self.towns(name, "")) if country else []
        if near:
            return Resolution(Kind.DID_YOU_MEAN, [*near, *elsewhere])
        if elsewhere:
            return Resolution(Kind.CHOICES, elsewhere, is_elsewhere=True)
        return NOTHING

    def settled(self, towns: list[Town], *, is_told: bool = False) -> Resolution:
        """Return an answer if it is one, else the question; `is_told`: in a state."""
        found = apart(towns)
        is_sure = is_told or found[0].population >= SURE_PEOPLE
        kind = Kind.EXACT if len(found) == 1 and is_sure else Kind.CHOICES
        return Resolution(kind, self.as_candidates(found))

    def as_candidates(self, towns: Sequence[Town]) -> list[Candidate]:
        return candidates(self.database, towns, self.language)


def by_their_name(towns: list[Town], name: str) -> list[Town]:
    """Return the towns without hamlets that only some list calls so beside others."""
    own = [town for town in towns if fold(town.name) == fold(name) or town.studies]
    return [
        town for town in towns if town in own or town.population >= SURE_PEOPLE
    ] or towns


def is_beside(place: Candidate, named: Resolution) -> bool:
    """Whether a postcode and the town written with it are one place."""
    point = (place.latitude, place.longitude)
    return any(
        distance_km(point, (one.latitude, one.longitude)) <= BESIDE_KM
        for one in named.candidates
    )


def is_beside_any(town: Town, others: Sequence[Town]) -> bool:
    """Whether a town lies beside one of the others."""
    return any(distance_km(town.point, other.point) <= BESIDE_KM for other in others)


def lies_in_all(town: Town, where: Sequence[Sequence[Region]]) -> bool:
    """Whether a town lies in each of what its address names."""
    return all(any(lies_in(town, region) for region in found) for found in where)


def lies_in(town: Town, region: Region) -> bool:
    """Whether a town lies in a state, as the gazetteer or its record says."""
    if town.region and region.code:
        is_here = town.country == region.country
        return is_here and fold(town.region) == fold(region.name)
    return region.holds(town.country, town.admin1)
