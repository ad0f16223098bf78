"""For any studies and subscribers the database finds what a plain loop finds."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from contacts.alerts.actions.changing import pause
from contacts.alerts.actions.subscribing import confirm, subscribe
from contacts.alerts.actions.wishing import Wishes
from contacts.models import Alert, AlertReach, Enquiry, Subscription, address_hash
from tests import factories
from tests.alerts import STOP, queued, study
from tests.examples import count_examples
from tests.factories import NOW, accepted
from tests.oracle import (
    AGES,
    COUNTRIES,
    DECEMBER,
    NAMES,
    POINTS,
    SITE_STATUSES,
    STATUSES,
    PlannedPerson,
    PlannedSite,
    PlannedStudy,
    Told,
    birthdays,
    changes,
    expected,
)
from trials.models import Study, StudySite

pytestmark = pytest.mark.django_db


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


HANGZHOU, SHANGHAI = POINTS[:2]
OPEN = "RECRUITING"


def place(point: tuple[float, float], before: str, after: str = OPEN) -> PlannedSite:
    """Return a listed place in China."""
    return PlannedSite(point, "CN", before, after, True)


def trial(before: str, *places: PlannedSite, low: str = "", high: str = ""):
    """Return a study of lupus that recruits in the end."""
    return PlannedStudy(("Lupus",), False, before, OPEN, True, low, high, places)


def person(reach: str = "ANYWHERE", birth: tuple[int, int] | None = None):
    """Return somebody in Hangzhou who goes up to 100 km."""
    fixed = (0, ("SLE",), reach, "CN", HANGZHOU, 100)
    return PlannedPerson(*fixed, birth, "ACTIVE", None)


# One for each trigger and border that chance seldom meets.
NEARLY = [
    # A place that opens far away is no news for somebody near an open one.
    (trial(OPEN, place(HANGZHOU, OPEN), place(SHANGHAI, "")), person("DISTANCE")),
    (trial(OPEN, place(HANGZHOU, ""), place(SHANGHAI, OPEN)), person("DISTANCE")),
    (trial("NOT_YET_RECRUITING", place(SHANGHAI, OPEN)), person("DISTANCE")),
    (trial("NOT_YET_RECRUITING", place(HANGZHOU, OPEN)), person("DISTANCE")),
    # "5 Years" at most: born in November 2020, perhaps not six yet; in October, six.
    *((trial("", high="5 Years"), person(birth=(2020, m))) for m in (10, 11, 12)),
    # At least five: five in November at the earliest.
    *((trial("", low="5 Years"), person(birth=(2021, m))) for m in (11, 12)),
    # A study that was there: the minimum age is reached before, in, after November.
    *((trial(OPEN, low="5 Years"), person(birth=(2021, m))) for m in (9, 10, 11, 12)),
    (trial(OPEN, low="5 Years"), person(birth=(2022, 1))),
    (trial(OPEN, low="5 Years", high="5 Years"), person(birth=(2021, 12))),
]


class AlertsEqualTheOracle(TestCase):
    """Hypothesis needs a fresh transaction for each example."""

    @settings(
        max_examples=count_examples(300, short=40),
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        st.lists(studies, min_size=1, max_size=4),
        st.lists(people, min_size=1, max_size=5),
    )
    def test_the_set_of_alerts_is_the_oracles(self, plan, crowd):
        self.check(plan, crowd)

    def test_so_it_is_at_each_border(self):
        for number, (one, somebody) in enumerate(NEARLY):
            with self.subTest(number), transaction.atomic():
                self.check([one], [somebody])
                transaction.set_rollback(True)

    def check(self, plan, crowd):
        rows = [write(one) for one in plan]
        queued(NOW - timedelta(days=1))
        for person in crowd:
            join(person, rows)
        for one, row in zip(plan, rows, strict=True):
            change(one, row)
        queued()
        assert queued() == 0
        numbers = {row.pk: number for number, row in enumerate(rows)}
        # Birthdays are looked at before news.
        now_told = {
            **expected(plan, crowd, changes),
            **expected(plan, crowd, birthdays(NOW)),
        }
        assert ledger(numbers) == now_told
        queued(DECEMBER)
        grown = expected(plan, crowd, birthdays(DECEMBER))
        assert ledger(numbers) == {**grown, **now_told}


def ledger(numbers: dict[int, int]) -> Told:
    """Return why each mailbox is told of each study, before and when it recruits."""
    boxes = {address_hash(box(number)): number for number in range(3)}
    rows = Alert.objects.values_list("household", "study", "is_recruiting", "trigger")
    found = [
        ((boxes[one], numbers[pk], is_open), why) for one, pk, is_open, why in rows
    ]
    assert len(found) == len(dict(found))
    return dict(found)


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
    is_near = person.reach == AlertReach.DISTANCE
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
    made = subscribe(email=box(person.mailbox), wishes=wishes, now=NOW)
    if person.state != "REQUESTED":
        confirm(subscription=made, now=NOW)
    if person.state in {"PAUSED", "STOPPED"}:
        step = pause if person.state == "PAUSED" else STOP
        step(subscription=made, now=NOW)
    if person.asked is not None and person.asked < len(rows):
        ask(person, rows[person.asked])
    return made


def ask(person: PlannedPerson, row: Study) -> None:
    """Send an enquiry about a study from the same mailbox."""
    elsewhere = factories.site_with_contact()
    made = accepted(elsewhere, email=box(person.mailbox).upper())
    Enquiry.objects.filter(pk=made.enquiry.pk).update(study=row)
