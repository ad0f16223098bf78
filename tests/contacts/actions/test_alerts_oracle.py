"""For any studies and subscribers the database finds what a plain loop finds."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import acos, cos, radians, sin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from contacts.actions.subscriptions import Wishes, confirm, pause, stop, subscribe
from contacts.models import Alert, Enquiry, Reach, Subscription, address_hash
from tests import factories
from tests.alerts import queued, study
from tests.factories import NOW, accepted
from trials.models import Study, StudySite

pytestmark = pytest.mark.django_db
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


def often(value: object, other: st.SearchStrategy) -> st.SearchStrategy:
    """Return mostly one value: with all at random, hardly anybody is told anything."""
    return st.just(value) | st.just(value) | other


sites = st.builds(
    PlannedSite,
    st.none() | st.sampled_from(POINTS),
    st.sampled_from(COUNTRIES),
    st.sampled_from(SITE_STATUSES),
    often("RECRUITING", st.sampled_from(SITE_STATUSES)),
    often(True, st.booleans()),
)
studies = st.builds(
    PlannedStudy,
    often(("Lupus",), st.lists(st.sampled_from(NAMES), max_size=2).map(tuple)),
    st.booleans(),
    often("", st.sampled_from(STATUSES)),
    often("RECRUITING", st.sampled_from(STATUSES)),
    often(True, st.booleans()),
    often("", st.sampled_from(list(AGES))),
    often("", st.sampled_from(list(AGES))),
    st.lists(sites, max_size=3).map(tuple),
)
people = st.builds(
    PlannedPerson,
    st.integers(0, 2),
    often(
        ("SLE",), st.lists(st.sampled_from(NAMES), min_size=1, max_size=2).map(tuple)
    ),
    st.sampled_from(["ANYWHERE", "COUNTRY", "DISTANCE", "DISTANCE"]),
    st.sampled_from(COUNTRIES),
    st.sampled_from(POINTS),
    st.sampled_from([25, 100, 500]),
    st.none() | st.tuples(st.sampled_from([2008, 2021, 2026]), st.integers(1, 12)),
    often("ACTIVE", st.sampled_from(["PAUSED", "STOPPED", "REQUESTED"])),
    often(None, st.integers(0, 3)),
)


def expected(plan: list[PlannedStudy], crowd: list[PlannedPerson], news) -> set:
    """Return (mailbox, study, whether it recruits) of all who are to be told."""
    asked = {(one.mailbox, one.asked) for one in crowd if one.asked is not None}
    return {
        (person.mailbox, number, one.after == "RECRUITING")
        for person in crowd
        for number, one in enumerate(plan)
        if wants(person, one)
        and any(reachable(person, group) for group in news(person, one))
        and (person.mailbox, number) not in asked
    }


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


def changes(person: PlannedPerson, one: PlannedStudy) -> list[list[PlannedSite]]:
    """Return for each thing that is new the sites that count for it."""
    if not fits(person, one, NOW):
        return []
    here = [site for site in one.sites if takes_people(site, one)]
    found = []
    if not one.before or (one.before != "RECRUITING" and one.after == "RECRUITING"):
        found.append(here)
    if one.before:
        opened = [s for s in here if s.after == "RECRUITING" != s.before]
        found += [[site] for site in opened]
    return found


def birthdays(person: PlannedPerson, one: PlannedStudy) -> list[list[PlannedSite]]:
    """Return the sites of a study whose minimum age is reached in December."""
    low = AGES[one.minimum][0]
    if not low or months(person, DECEMBER) != low or not fits(person, one, DECEMBER):
        return []
    return [[site for site in one.sites if takes_people(site, one)]]


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


class AlertsEqualTheOracle(TestCase):
    """Hypothesis needs a fresh transaction for each example."""

    @settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(studies, min_size=1, max_size=4),
        st.lists(people, min_size=1, max_size=5),
    )
    def test_the_set_of_alerts_is_the_oracles(self, plan, crowd):
        rows = [write(one) for one in plan]
        queued(NOW - timedelta(days=1))
        for person in crowd:
            join(person, rows)
        for one, row in zip(plan, rows, strict=True):
            change(one, row)
        queued()
        assert queued() == 0
        numbers = {row.pk: number for number, row in enumerate(rows)}
        now_told = expected(plan, crowd, changes)
        assert ledger(numbers) == now_told
        queued(DECEMBER)
        assert ledger(numbers) == now_told | expected(plan, crowd, birthdays)


def ledger(numbers: dict[int, int]) -> set:
    """Return (mailbox, study, whether it recruits) of all that is queued, once."""
    boxes = {address_hash(box(number)): number for number in range(3)}
    rows = Alert.objects.values_list("household", "study", "is_recruiting")
    found = [(boxes[one], numbers[pk], is_open) for one, pk, is_open in rows]
    assert len(found) == len(set(found))
    return set(found)


def box(number: int) -> str:
    """Return a household's address."""
    return f"box{number}@families.example"


def write(one: PlannedStudy) -> Study:
    """Write a study as it is before the change."""
    term = {"id": "", "term": "Autoimmune Diseases", "is_ancestor": True}
    row = study(
        site=None,
        conditions=list(one.names),
        condition_terms=[term] if one.has_ancestor else [],
        overall_status=one.before or one.after,
        is_published=bool(one.before),
        minimum_age=one.minimum,
        maximum_age=one.maximum,
    )
    for number, site in enumerate(one.sites):
        latitude, longitude = site.point or (None, None)
        factories.StudySite(
            study=row,
            key=f"site{number}",
            latitude=latitude,
            longitude=longitude,
            country=site.country,
            status=site.before,
            is_listed=site.is_listed,
        )
    return row


def change(one: PlannedStudy, row: Study) -> None:
    """Let happen what happens."""
    Study.objects.filter(pk=row.pk).update(
        overall_status=one.after, is_published=one.is_published
    )
    for number, site in enumerate(one.sites):
        found = StudySite.objects.filter(study=row, key=f"site{number}")
        found.update(status=site.after)


def join(person: PlannedPerson, rows: list[Study]) -> Subscription:
    """Subscribe, and perhaps ask about a study."""
    is_near = person.reach == Reach.DISTANCE
    wishes = Wishes(
        conditions=person.names,
        relationship="MY_CHILD",
        language="en",
        pace="AT_ONCE",
        reach=person.reach,
        country=person.country,
        place="",
        point=person.point if is_near else None,
        distance_km=person.distance if is_near else None,
        birth_year=person.birth and person.birth[0],
        birth_month=person.birth and person.birth[1],
    )
    made = subscribe(email=box(person.mailbox), wishes=wishes, now=NOW, by="subscriber")
    if person.state != "REQUESTED":
        confirm(subscription=made, now=NOW, by="subscriber")
    if person.state in {"PAUSED", "STOPPED"}:
        step = pause if person.state == "PAUSED" else stop
        step(subscription=made, now=NOW, by="subscriber")
    if person.asked is not None and person.asked < len(rows):
        ask(person, rows[person.asked])
    return made


def ask(person: PlannedPerson, row: Study) -> None:
    """Send an enquiry about a study from the same mailbox."""
    elsewhere = factories.site_with_contact()
    made = accepted(elsewhere, email=box(person.mailbox).upper())
    Enquiry.objects.filter(pk=made.enquiry.pk).update(study=row)
