"""Which recruiting sites are near, honestly: the coordinates are city centres. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from heapq import nlargest
from itertools import groupby, pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Generic, NamedTuple, Protocol, TypeVar

EARTH_KM = 6371.0088
RECRUITING = "RECRUITING"
# Below this, two city centres say no more than "in or near the same town".
SAME_TOWN_KM = 10
# Sites nearer to each other than this are a tie: none is ranked before the other.
TIE_KM = 2
# Cosines so near to each other do not tell which distance is the smaller.
ALIKE = 1e-12
# In the order of cosines: a site at home before all others, one without coordinates
# after those with.
AT_HOME, UNPLACED, NOWHERE = 4.0, -2.0, (0.0, 0.0, 0.0)

Point = tuple[float, float]
# Of a point, what does not depend on the other: radians, and its latitude's cosine.
Angles = tuple[float, float, float]


class Site(Protocol):
    """What the ordering needs to know of a site; degrees."""

    @property
    def status(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...


SiteT = TypeVar("SiteT", bound=Site)


class OfferReason(Enum):
    """Why a site is offered where it is."""

    NEAREST_IN_COUNTRY = "nearest_in_country"
    NEAREST_ABROAD = "nearest_abroad"
    ONLY_SITE = "only_site"
    NO_DISTANCE_IN_COUNTRY = "no_distance_in_country"
    NO_DISTANCE = "no_distance"


# By whether the distance is known, and whether it is the visitor's own country.
REASONS = {
    (True, True): OfferReason.NEAREST_IN_COUNTRY,
    (True, False): OfferReason.NEAREST_ABROAD,
    (False, True): OfferReason.NO_DISTANCE_IN_COUNTRY,
    (False, False): OfferReason.NO_DISTANCE,
}


class Ranked(NamedTuple, Generic[SiteT]):
    """A site with its distance in km (None: unknown) and the reason for its place.

    `is_tie`: another site is as near, within what city centres can tell.
    """

    site: SiteT
    distance_km: float | None
    reason: OfferReason
    is_tie: bool = False


def distance_km(a: Sequence[float], b: Sequence[float]) -> float:
    """Return the great-circle distance of two (latitude, longitude) in degrees."""
    return arc_km(*angles(*a), *angles(*b))


def angles(latitude: float, longitude: float) -> Angles:
    """Return what a distance needs to know of a point in degrees."""
    lat = radians(latitude)
    return lat, radians(longitude), cos(lat)


def arc_km(
    lat_a: float, lon_a: float, cos_a: float, lat_b: float, lon_b: float, cos_b: float
) -> float:
    """Return the great-circle distance of two points by their angles."""
    half = sin((lat_b - lat_a) / 2) ** 2 + cos_a * cos_b * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))


def unit_vector(lat: float, lon: float, cosine: float) -> tuple[float, float, float]:
    """Return a point on a ball of radius 1 by its angles."""
    return cosine * cos(lon), cosine * sin(lon), sin(lat)


class KnownSites(Generic[SiteT]):
    """Recruiting sites, with what is the same of them wherever a visitor is.

    Several requests read it and none changes it.
    """

    def __init__(self, sites: Iterable[SiteT]) -> None:
        self.sites = [site for site in sites if site.status == RECRUITING]
        self.angles = [
            None
            if site.latitude is None or site.longitude is None
            else angles(site.latitude, site.longitude)
            for site in self.sites
        ]
        self.vectors = [unit_vector(*one) if one else NOWHERE for one in self.angles]
        self.unplaced = [place for place, one in enumerate(self.angles) if one is None]
        self.homes: dict[str, list[int]] = defaultdict(list)
        for place, site in enumerate(self.sites):
            self.homes[site.country].append(place)

    def around(self, origin: Point | None, country: str) -> "Ranking[SiteT]":
        """Return all of them in order, the ones to offer first at the front.

        Sites in the visitor's own country come before nearer ones abroad, because of
        language, law and cost; the reason says so. Without coordinates a site stands
        after those with, and says so.
        """
        here = angles(*origin) if origin else None
        keys = self.nearness(here)
        for place in self.homes.get(country, ()) if country else ():
            keys[place] += AT_HOME
        return Ranking(self, keys, here, country)

    def nearness(self, here: Angles | None) -> list[float]:
        """Return the cosine of the arc to each: the nearer, the greater."""
        if here is None:
            return [UNPLACED] * len(self.sites)
        a, b, c = unit_vector(*here)
        keys = [x * a + y * b + z * c for x, y, z in self.vectors]
        for place in self.unplaced:
            keys[place] = UNPLACED
        return keys


@dataclass(frozen=True)
class Ranking(Generic[SiteT]):
    """Sites in their order around somebody; distances are reckoned when asked for.

    A place is a site's number among the known ones; `keys` has the nearness of each.
    """

    known: KnownSites[SiteT]
    keys: list[float]
    here: Angles | None
    country: str

    @cached_property
    def order(self) -> list[int]:
        """The places of all sites in order."""
        return self.settled(range(len(self.keys)))

    @property
    def sites(self) -> list[SiteT]:
        """Return all of them in order."""
        return [self.known.sites[place] for place in self.order]

    def first(self, count: int) -> list[Ranked[SiteT]]:
        """Return so many from the front, each with its distance and reason."""
        # The one after the last may be as near as the last.
        rows = [self.ranked(place) for place in self.front(count + 1)]
        return [
            Ranked(row.site, row.distance_km, row.reason, is_tie=ties(rows, index))
            for index, row in enumerate(rows[:count])
        ]

    def front(self, count: int) -> list[int]:
        """Return the first of the order; the others are put in no order for it."""
        if count >= len(self.keys):
            return self.order
        least = nlargest(count, self.keys)[-1] - ALIKE
        near = [place for place, key in enumerate(self.keys) if key >= least]
        return self.settled(near)[:count]

    def beyond(self, count: int) -> list[tuple[SiteT, float | None]]:
        """Return those after so many with their distances, without reasons."""
        sites = self.known.sites
        return [(sites[place], self.far(place)) for place in self.order[count:]]

    def far(self, place: int) -> float | None:
        """Return how far a site is; None where either end is not known."""
        there = self.known.angles[place]
        return arc_km(*self.here, *there) if self.here and there else None

    def ranked(self, place: int) -> Ranked[SiteT]:
        """Return one site with its distance and reason."""
        site, far = self.known.sites[place], self.far(place)
        is_home = bool(self.country) and site.country == self.country
        if len(self.keys) == 1:
            reason = OfferReason.ONLY_SITE
        else:
            reason = REASONS[far is not None, is_home]
        return Ranked(site, far, reason)

    def settled(self, places: Iterable[int]) -> list[int]:
        """Return places by distance, those as far as each other as they came."""
        keys = self.keys
        order = sorted(places, key=keys.__getitem__, reverse=True)
        alike = [
            at for at, (a, b) in enumerate(pairwise(order)) if keys[a] - keys[b] < ALIKE
        ]
        for _begin, run in groupby(enumerate(alike), lambda one: one[1] - one[0]):
            at = [one for _number, one in run]
            these = slice(at[0], at[-1] + 2)
            order[these] = self.exactly(order[these])
        return order

    def exactly(self, places: list[int]) -> list[int]:
        """Return places that cosines hardly tell apart in their order."""
        if len({self.known.angles[place] for place in places}) == 1:
            return places
        return sorted(places, key=lambda place: (self.far(place) or 0.0, place))


def ties(rows: list[Ranked[SiteT]], index: int) -> bool:
    """Whether the site before or after is as near, in the same group."""
    here = rows[index]
    if here.distance_km is None:
        return False
    beside = [rows[other] for other in (index - 1, index + 1) if 0 <= other < len(rows)]
    return any(
        one.distance_km is not None
        and one.reason is here.reason
        and abs(one.distance_km - here.distance_km) < TIE_KM
        for one in beside
    )
