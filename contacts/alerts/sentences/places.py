"""The places of a trial that an alert names: those that made it fit, nearest first."""

from dataclasses import dataclass
from math import asin, atan2, degrees

from contacts.alerts.asked_places import counts_as_place
from contacts.models import AlertReach, Subscription
from portal.lib.cldr import country_name
from portal.pages.languages import side_by_side
from trials.freshness.tones import Tone
from trials.models import SiteStatus, Study, StudySite
from trials.pages.sites.distances import distance_words
from trials.pages.sites.states import SURE
from trials.pages.state.tone_words import tone_word
from trials.places.nearest import Point, distance_km

MOST_SITES = 3
# The database counts with cosines, this module with sines.
ROUNDING_KM = 0.1


@dataclass(frozen=True)
class NearSite:
    """A place to ask at, as a mail names it; `state` is empty where it takes people."""

    name: str
    where: str
    distance: str
    state: str


def nearest_sites(
    study: Study, subscription: Subscription, tone: Tone
) -> list[NearSite]:
    """Return the places that made the trial fit the wish, the nearest first."""
    origin = wished_point(subscription)
    sites = [site for site in study.sites.all() if may_be_asked(site, study)]
    if subscription.reach == AlertReach.COUNTRY:
        sites = [site for site in sites if site.country == subscription.country]
    rows = [(site, km_between(origin, site)) for site in sites]
    if subscription.reach == AlertReach.DISTANCE:
        most = subscription.distance_km + ROUNDING_KM
        rows = [row for row in rows if row[1] is not None and row[1] <= most]
    home, language = subscription.country, subscription.language
    rows.sort(key=lambda row: rank_of(row[0], row[1], home))
    return [
        named_site(site, distance_words(km, home), tone, language)
        for site, km in rows[:MOST_SITES]
    ]


def rank_of(site: StudySite, km: int | None, home: str) -> tuple[bool, int, bool]:
    """Return what a place is sorted by: open, near, at home."""
    return site.status != SiteStatus.RECRUITING, km or 0, site.country != home


def km_between(origin: Point | None, site: StudySite) -> float | None:
    """Return the distance in km, where both ends are known."""
    if origin is None or site.latitude is None or site.longitude is None:
        return None
    return distance_km(origin, (site.latitude, site.longitude))


def may_be_asked(site: StudySite, study: Study) -> bool:
    """Whether a place counts, as it does for the database that found the trial."""
    return counts_as_place(
        is_listed=site.is_listed,
        status=site.status,
        study_status=study.overall_status,
        is_closed=site.team_closed_on is not None,
    )


def named_site(site: StudySite, distance: str, tone: Tone, language: str) -> NearSite:
    """Return one place in words."""
    country = country_name(site.country, language) or site.country_name
    return NearSite(
        site.name,
        side_by_side((site.city, country)),
        distance,
        state_of_place(site, tone),
    )


def state_of_place(site: StudySite, tone: Tone) -> str:
    """Return how a place stands; "" where it surely takes people."""
    if site.status != SiteStatus.RECRUITING:
        return str(SiteStatus(site.status).label)
    return "" if tone in SURE else tone_word(tone)


def wished_point(subscription: Subscription) -> Point | None:
    """Return the place in degrees."""
    if subscription.z is None:
        return None
    longitude = degrees(atan2(subscription.y, subscription.x))
    return degrees(asin(max(-1.0, min(1.0, subscription.z)))), longitude
