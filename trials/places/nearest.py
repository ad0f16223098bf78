"""Which recruiting sites are near, honestly: the coordinates are city centres. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import asin, cos, radians, sin, sqrt
from typing import Generic, Protocol, TypeVar

EARTH_KM = 6371.0088
RECRUITING = "RECRUITING"
# Below this, two city centres say no more than "in or near the same town".
SAME_TOWN_KM = 10
# Sites nearer to each other than this are a tie: none is ranked before the other.
TIE_KM = 2

Point = tuple[float, float]


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


@dataclass(frozen=True)
class Ranked(Generic[SiteT]):
    """A site with its distance in km (None: unknown) and the reason for its place.

    `is_tie`: another site is as near, within what city centres can tell.
    """

    site: SiteT
    distance_km: float | None
    reason: OfferReason
    is_tie: bool = False


def distance_km(a: Sequence[float], b: Sequence[float]) -> float:
    """Return the great-circle distance of two (latitude, longitude) in degrees."""
    lat_a, lon_a, lat_b, lon_b = map(radians, (*a, *b))
    half = (
        sin((lat_b - lat_a) / 2) ** 2
        + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    )
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))


def nearest_sites(
    sites: Sequence[SiteT], origin: Point | None, country: str
) -> list[Ranked[SiteT]]:
    """Return all recruiting sites, the ones to offer first at the front.

    Sites in the visitor's own country come before nearer ones abroad, because of
    language, law and cost; the reason says so. Without coordinates a site stands
    after those with, and says so.
    """
    open_sites = [site for site in sites if site.status == RECRUITING]
    rows = [rank(site, origin, country, len(open_sites)) for site in open_sites]
    rows.sort(key=lambda row: order(row.site, country, row.distance_km))
    return [
        Ranked(row.site, row.distance_km, row.reason, is_tie=ties(rows, index))
        for index, row in enumerate(rows)
    ]


def rank(site: SiteT, origin: Point | None, country: str, count: int) -> Ranked[SiteT]:
    """Return one site with its distance and reason."""
    far = None
    if origin and site.latitude is not None and site.longitude is not None:
        far = distance_km(origin, (site.latitude, site.longitude))
    is_home = bool(country) and site.country == country
    if count == 1:
        reason = OfferReason.ONLY_SITE
    elif far is None:
        reason = (
            OfferReason.NO_DISTANCE_IN_COUNTRY if is_home else OfferReason.NO_DISTANCE
        )
    else:
        reason = (
            OfferReason.NEAREST_IN_COUNTRY if is_home else OfferReason.NEAREST_ABROAD
        )
    return Ranked(site, far, reason)


def order(site: Site, country: str, far: float | None) -> tuple[bool, bool, float]:
    """Return the sort key: own country first, known distance first, then nearness."""
    is_abroad = bool(country) and site.country != country
    return is_abroad, far is None, far or 0.0


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
