"""Who is told of what: each trigger, each reason not to, and never twice."""

from datetime import UTC, datetime, timedelta

import pytest

from contacts.alerts.actions.changing import pause
from contacts.models import Alert, AlertReach
from tests import factories
from tests.alerts import (
    HANGZHOU,
    SHANGHAI,
    SOON,
    STOP,
    queued,
    study,
    subscriber,
)
from tests.factories import NOW, accepted
from trials.models import OverallStatus, SiteStatus, Study, StudyNews, StudySite

pytestmark = pytest.mark.django_db
NEXT = SOON + timedelta(days=1)
HANGZHOU_SITE = {"latitude": HANGZHOU[0], "longitude": HANGZHOU[1]}


def triggers() -> list[str]:
    """Return what was queued, in order."""
    return list(Alert.objects.order_by("pk").values_list("trigger", flat=True))


def set_status(one: Study, status: str) -> None:
    Study.objects.filter(pk=one.pk).update(overall_status=status)


def test_a_new_trial_is_told_once_however_often_it_is_looked_for():
    subscriber()
    study()
    assert queued() == 1
    assert queued() == queued(NEXT) == 0
    assert triggers() == ["NEW_STUDY"]


def test_what_was_there_before_is_not_news():
    study()
    queued(NOW - timedelta(days=1))
    subscriber()
    assert queued() == 0


def test_news_from_before_the_confirmation_are_not_told_though_they_waited():
    """Found while the desk had halted the matching."""
    one = study()
    queued(NOW - timedelta(days=1))
    subscriber()
    for seconds, told in ((-1, 0), (0, 1)):
        at = NOW + timedelta(seconds=seconds)
        StudyNews.objects.create(study=one, trigger="RECRUITING", happened_at=at)
        assert queued() == told


def test_a_wide_term_finds_what_stands_below_it():
    subscriber(conditions=("autoimmune disease",))
    subscriber(conditions=("Asthma",))
    terms = [
        {"id": "D008180", "term": "Lupus Erythematosus, Systemic"},
        {"id": "D001327", "term": "Autoimmune Diseases", "is_ancestor": True},
    ]
    study(conditions=["A rare form of SLE"], condition_terms=terms)
    assert queued() == 1


def test_a_narrow_wish_is_not_answered_by_a_wide_trial():
    subscriber(conditions=("Lupus",))
    study(conditions=["Autoimmune Diseases"])
    assert queued() == 0


def test_a_trial_that_begins_to_take_people_is_told_again():
    subscriber()
    one = study(
        overall_status=OverallStatus.NOT_YET_RECRUITING,
        site={"status": SiteStatus.NOT_YET_RECRUITING},
    )
    assert queued() == 1
    set_status(one, OverallStatus.RECRUITING)
    StudySite.objects.update(status=SiteStatus.RECRUITING)
    assert queued(NEXT) == 1
    assert triggers() == ["NEW_STUDY", "RECRUITING"]
    set_status(one, OverallStatus.SUSPENDED)
    queued(NEXT)
    set_status(one, OverallStatus.RECRUITING)
    assert queued(NEXT) == 0


def test_a_site_that_opens_within_reach_is_told():
    near, far = subscriber(point=HANGZHOU), subscriber(point=SHANGHAI)
    one = study(site={"latitude": 52.52, "longitude": 13.4, "country": "DE"})
    assert queued() == 0
    factories.StudySite(study=one, **HANGZHOU_SITE)
    assert queued(NEXT) == 1
    assert Alert.objects.get().subscription == near != far
    assert triggers() == ["SITE_OPENED"]


def test_the_distance_is_counted_over_the_date_line_and_at_the_pole():
    subscriber(point=(-17.8, 179.9))
    subscriber(point=(89.9, 0.0))
    study(site={"latitude": -17.8, "longitude": -179.9})
    study(site={"latitude": 89.9, "longitude": 180.0})
    assert queued() == 2


def test_a_country_is_a_reach_too():
    subscriber(reach=AlertReach.COUNTRY, country="CN")
    subscriber(reach=AlertReach.COUNTRY, country="DE")
    study()
    assert queued() == 1


def test_a_site_that_is_not_open_is_no_place_to_go():
    subscriber(point=HANGZHOU)
    study(site={**HANGZHOU_SITE, "status": SiteStatus.NOT_YET_RECRUITING})
    study(site={**HANGZHOU_SITE, "is_listed": False})
    study(site=None)
    assert queued() == 0


def test_a_child_is_told_of_when_it_is_old_enough_and_not_before():
    subscriber(birth_year=2014, birth_month=12)
    study(minimum_age="12 Years")
    study(maximum_age="10 Years")
    assert queued() == 0
    assert queued(datetime(2026, 11, 30, tzinfo=UTC)) == 0
    assert queued(datetime(2026, 12, 1, 8, tzinfo=UTC)) == 1
    assert queued(datetime(2026, 12, 2, 8, tzinfo=UTC)) == 0
    assert triggers() == ["OLD_ENOUGH"]


@pytest.mark.parametrize(
    ("month", "told"), [(9, False), (10, False), (11, True), (12, False)]
)
def test_a_birthday_counts_from_the_month_of_confirming(month, told):
    """In November, when it was confirmed: not those before, not those to come."""
    subscriber(birth_year=2014, birth_month=month)
    study(minimum_age="12 Years")
    queued(NOW - timedelta(minutes=1))
    Alert.objects.all().delete()
    assert queued(NEXT) == told
    assert triggers() == ["OLD_ENOUGH"] * told


def test_a_missed_month_is_made_up_for_and_an_old_birthday_is_no_news():
    subscriber(birth_year=2014, birth_month=12)
    subscriber(birth_year=2014, birth_month=11)
    study(minimum_age="12 Years")
    queued(NOW - timedelta(minutes=1))
    assert queued(datetime(2027, 1, 20, tzinfo=UTC)) == 1


def test_one_household_reads_one_mail():
    first = subscriber("lena@families.example")
    subscriber("Lena@Families.example", conditions=("SLE", "Asthma"))
    study()
    assert queued() == 1
    assert Alert.objects.get().subscription == first


def test_nobody_is_told_of_a_trial_they_asked_about():
    subscriber("lena@families.example")
    subscriber("outsider@families.example")
    one = study(site=None)
    accepted(factories.site_with_contact(study=one), email="LENA@families.example")
    assert queued() == 1
    assert Alert.objects.get().subscription.email == "outsider@families.example"


@pytest.mark.parametrize("step", [pause, STOP])
def test_who_paused_or_stopped_is_not_told(step):
    step(subscription=subscriber(), now=NOW)
    study()
    assert queued() == 0


@pytest.mark.parametrize(
    "values",
    [
        {"is_published": False},
        {"overall_status": OverallStatus.WITHDRAWN},
        {"overall_status": OverallStatus.COMPLETED},
    ],
)
def test_a_trial_that_is_hidden_or_over_is_not_told(values):
    subscriber()
    study(**values)
    assert queued() == 0


def test_a_trial_withdrawn_before_anybody_looked_is_not_told():
    subscriber()
    one = study()
    StudyNews.objects.create(study=one, trigger="RECRUITING", happened_at=SOON)
    set_status(one, OverallStatus.WITHDRAWN)
    assert queued() == 0
