"""Whom a plain loop would tell of what; the database has to find the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from math import acos, cos, radians, sin

from tests.factories import NOW

NAMES = ["Lupus", "SLE", "Asthma", "Autoimmune Diseases"]
# What each name is, and what stands above it.
MEANS = dict(zip(NAMES, ("sle", "sle", "asthma", "auto"), strict=True))
OPEN = {"RECRUITING", "NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION", "AVAILABLE"}
STATUSES = [*sorted(OPEN), "COMPLETED", "WITHDRAWN"]
SITE_STATUSES = ["RECRUITING", "", "NOT_YET_RECRUITING", "COMPLETED", "AVAILABLE"]
POINTS = [(30.3, 120.2), (31.2, 121.5), (-17.8, 179.9), (-17.8, -179.9), (89.9, 5.0)]
COUNTRIES = ["CN", "FJ", "DE"]
# First and last completed month of life that each limit lets in.
AGES = {
    "": (None, None),
    "5 Years": (60, 71),
    "18 Years": (216, 227),
    "6 Months": (6, 6),
}
DECEMBER = datetime(2026, 12, 2, tzinfo=UTC)


@dataclass(frozen=True)
class PlannedSite:
    """A site before and after the change."""

    point: tuple[float, float] | None
    country: str
    before: str
    after: str
    is_listed: bool


@dataclass(frozen=True)
class PlannedStudy:
    """A study before and after the change; `before` "" means not published yet."""

    names: tuple[str, ...]
    has_ancestor: bool
    before: str
    after: str
    is_published: bool
    minimum: str
    maximum: str
    sites: tuple[PlannedSite, ...]


@dataclass(frozen=True)
class PlannedPerson:
    """A subscriber."""

    mailbox: int
    names: tuple[str, ...]
    reach: str
    country: str
    point: tuple[float, float]
    distance: int
    birth: tuple[int, int] | None
    state: str
    asked: int | None


Groups = list[tuple[str, list[PlannedSite]]]
News = Callable[[PlannedPerson, PlannedStudy], Groups]
# (mailbox, study, whether it recruits) → why.
Told = dict[tuple[int, int, bool], str]


def expected(plan: list[PlannedStudy], crowd: list[PlannedPerson], news: News) -> Told:
    """Return all who are to be told; of one mailbox the first who wants it counts."""
    asked = {(one.mailbox, one.asked) for one in crowd if one.asked is not None}
    told: Told = {}
    for person in crowd:
        for number, one in enumerate(plan):
            key = (person.mailbox, number, one.after == "RECRUITING")
            reasons = [
                trigger
                for trigger, group in news(person, one)
                if wants(person, one) and reachable(person, group)
            ]
            if reasons and key not in told and key[:2] not in asked:
                told[key] = min(reasons)
    return told


def wants(person: PlannedPerson, one: PlannedStudy) -> bool:
    """Whether a person is told of a study at all."""
    if person.state != "ACTIVE" or not one.is_published or one.after not in OPEN:
        return False
    above = {"auto"} if one.has_ancestor else set()
    return bool(
        {MEANS[n] for n in person.names} & ({MEANS[n] for n in one.names} | above)
    )


def months(person: PlannedPerson, now: datetime) -> int | None:
    """Return the months of life that a person may have completed."""
    if person.birth is None:
        return None
    return (now.year - person.birth[0]) * 12 + now.month - person.birth[1]


def fits(person: PlannedPerson, one: PlannedStudy, now: datetime) -> bool:
    """Whether a person may be of the study's age."""
    age = months(person, now)
    low, high = AGES[one.minimum][0] or 0, AGES[one.maximum][1]
    return age is None or (age >= low and (high is None or age - 1 <= high))


def changes(person: PlannedPerson, one: PlannedStudy) -> Groups:
    """Return each thing that is new with the sites that count for it."""
    if not fits(person, one, NOW):
        return []
    here = [site for site in one.sites if takes_people(site, one)]
    if not one.before:
        return [("NEW_STUDY", here)]
    found = []
    if one.before != "RECRUITING" and one.after == "RECRUITING":
        found.append(("RECRUITING", here))
    opened = [s for s in here if s.after == "RECRUITING" != s.before]
    return found + [("SITE_OPENED", [site]) for site in opened]


def birthdays(when: datetime) -> News:
    """Return what finds the studies whose minimum age is reached, or was last month."""

    def grown(person: PlannedPerson, one: PlannedStudy) -> Groups:
        low, then = AGES[one.minimum][0], months(person, when)
        if not low or then is None or not fits(person, one, when):
            return []
        is_lately = then - low in (0, 1)
        is_since_confirming = months(person, NOW) <= low
        here = [site for site in one.sites if takes_people(site, one)]
        return [("OLD_ENOUGH", here)] if is_lately and is_since_confirming else []

    return grown


def takes_people(site: PlannedSite, one: PlannedStudy) -> bool:
    """Whether a site is a place to go, now or soon."""
    soon = {"NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION", "AVAILABLE"}
    good = {"RECRUITING", ""} | (set() if one.after == "RECRUITING" else soon)
    return site.is_listed and site.after in good


def reachable(person: PlannedPerson, group: list[PlannedSite]) -> bool:
    """Whether one of these sites is within reach."""
    if person.reach == "ANYWHERE":
        return True
    if person.reach == "COUNTRY":
        return any(site.country == person.country for site in group)
    return any(
        site.point and km(site.point, person.point) <= person.distance for site in group
    )


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance by the law of cosines, another way than the code's."""
    (lat, lon), (north, east) = (tuple(map(radians, one)) for one in (a, b))
    inner = sin(lat) * sin(north) + cos(lat) * cos(north) * cos(lon - east)
    return 6371.0088 * acos(max(-1.0, min(1.0, inner)))
