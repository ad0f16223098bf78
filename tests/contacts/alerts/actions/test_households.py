"""One mailbox with several subscriptions: what becomes of one never harms another."""

from datetime import UTC, datetime, timedelta

import pytest

from contacts.alerts.actions.changing import change, keep, pause
from contacts.alerts.actions.mailing.composing import compose_mails
from contacts.alerts.actions.subscriptions import erase, stop
from contacts.models import Alert, OutgoingEmail, Pace, Subscription
from tests.alerts import (
    ERASE,
    HANGZHOU,
    SHANGHAI,
    SOON,
    STOP,
    queued,
    study,
    subscriber,
    wishes,
)
from tests.factories import NOW, StudySite
from trials.models import OverallStatus, Study

pytestmark = pytest.mark.django_db
NEXT = SOON + timedelta(days=1)
BOX = "lena@families.example"


@pytest.fixture
def pair() -> tuple[Subscription, Subscription]:
    """A weekly subscription, asked for first, and one at once; one mailbox."""
    return subscriber(BOX, pace=Pace.WEEKLY), subscriber(BOX, conditions=("SLE",))


def told() -> list[tuple[int, str, str]]:
    rows = Alert.objects.order_by("study", "-is_recruiting")
    return list(rows.values_list("subscription", "trigger", "state"))


@pytest.mark.parametrize("step", [STOP, pause, ERASE])
def test_what_one_gives_up_the_other_hears(pair, step):
    one, other = pair
    study()
    queued()
    assert told() == [(one.pk, "NEW_STUDY", "QUEUED")]
    step(subscription=one, now=SOON)
    assert told() == [(other.pk, "NEW_STUDY", "QUEUED")]
    assert compose_mails(now=SOON, limit=9) == 1


@pytest.mark.parametrize("step", [STOP, pause, ERASE])
def test_nobody_else_takes_it(step):
    """Not another mailbox, not another wish, and nobody who paused."""
    one = subscriber(BOX)
    subscriber("outsider@families.example", conditions=("Asthma",))
    subscriber(BOX, conditions=("Asthma",))
    resting = subscriber(BOX)
    pause(subscription=resting, now=NOW)
    study()
    queued()
    step(subscription=one, now=SOON)
    assert told() == []


def test_a_mail_that_waits_goes_on_as_the_others(pair):
    one, other = pair
    study()
    queued()
    monday = datetime(2026, 11, 30, 9, tzinfo=UTC)
    assert compose_mails(now=monday, limit=9) == 1
    stop(subscription=one, now=monday, by="subscriber")
    assert not OutgoingEmail.objects.exists()
    assert told() == [(other.pk, "NEW_STUDY", "QUEUED")]


def test_what_nobody_wanted_does_not_keep_later_news_away(pair):
    """The far place was news for the first; the near one is for the second."""
    one, other = pair
    near = wishes(point=HANGZHOU)
    change(subscription=other, wishes=near, now=NOW)
    new = study(site={"latitude": 52.52, "longitude": 13.4, "country": "DE"})
    queued()
    pause(subscription=one, now=SOON)
    assert told() == []
    StudySite(study=new, latitude=HANGZHOU[0], longitude=HANGZHOU[1])
    assert queued(NEXT) == 1
    assert told() == [(other.pk, "SITE_OPENED", "QUEUED")]


def test_after_erasing_one_nothing_is_told_again(pair):
    one, other = pair
    new = study(overall_status=OverallStatus.NOT_YET_RECRUITING)
    queued()
    monday = datetime(2026, 11, 30, 9, tzinfo=UTC)
    compose_mails(now=monday, limit=9)
    OutgoingEmail.objects.update(state="SENT", sent_at=monday)
    erase(subscription=one, now=monday, by="subscriber")
    assert told() == [(other.pk, "NEW_STUDY", "MAILED")]
    Study.objects.filter(pk=new.pk).update(is_published=False)
    queued(monday)
    Study.objects.filter(pk=new.pk).update(is_published=True)
    assert queued(monday) == 0


def test_erasing_the_last_leaves_nothing():
    one = subscriber(BOX)
    study()
    queued()
    compose_mails(now=SOON, limit=9)
    OutgoingEmail.objects.update(state="SENT", sent_at=SOON)
    erase(subscription=one, now=SOON, by="subscriber")
    assert not Alert.objects.exists()


def test_what_waits_follows_a_change_of_wishes():
    one = subscriber(BOX, pace=Pace.WEEKLY)
    study(conditions=["Asthma", "Lupus"])
    study()
    assert queued() == 2
    new = wishes(conditions=("Asthma",))
    change(subscription=one, wishes=new, now=SOON)
    assert told() == [(one.pk, "NEW_STUDY", "QUEUED")]
    assert Alert.objects.get().study.conditions == ["Asthma", "Lupus"]
    assert Alert.objects.get().due_at == SOON


def test_a_change_takes_back_a_mail_of_the_old_wish():
    one = subscriber(BOX)
    study()
    queued()
    compose_mails(now=SOON, limit=9)
    new = wishes(point=SHANGHAI, distance_km=25)
    change(subscription=one, wishes=new, now=SOON)
    assert not OutgoingEmail.objects.exists()
    assert told() == []


def test_what_happened_during_a_pause_is_told_after_it():
    one = subscriber(BOX, birth_year=2014, birth_month=12)
    study(minimum_age="12 Years")
    waiting = study()
    queued()
    pause(subscription=one, now=SOON)
    assert told() == []
    pause(subscription=one, now=NEXT)
    over = study()
    missed = study()
    assert queued(NEXT) == 0
    Study.objects.filter(pk=over.pk).update(overall_status=OverallStatus.COMPLETED)
    march = datetime(2027, 3, 2, tzinfo=UTC)
    assert queued(march) == 0
    keep(subscription=one, now=march)
    found = set(Alert.objects.values_list("study", "trigger"))
    grown = Study.objects.get(minimum_age="12 Years")
    assert found == {
        (grown.pk, "OLD_ENOUGH"),
        (waiting.pk, "NEW_STUDY"),
        (missed.pk, "NEW_STUDY"),
    }
    keep(subscription=one, now=march)
    assert Alert.objects.count() == 3


@pytest.mark.parametrize("step", [STOP, pause])
def test_a_mail_in_a_workers_hands_is_not_written_again(step):
    one = subscriber(BOX)
    study()
    queued()
    compose_mails(now=SOON, limit=9)
    OutgoingEmail.objects.update(state="SENDING")
    step(subscription=one, now=SOON)
    assert OutgoingEmail.objects.get().state == "SENDING"
    assert told() == [(one.pk, "NEW_STUDY", "MAILED")]
