"""When each alarm begins and ends; who looks where no worker does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from contacts.models import (
    EmailState,
    OutgoingEmail,
    Purpose,
    Queue,
    Step,
    Trouble,
    from_now,
)
from portal.alarms.kinds import AlarmKind
from portal.alarms.models import Alarm
from portal.health import outages, volume, watching, web
from portal.health.conditions import CONDITIONS
from portal.health.models import OwnWrite
from portal.health.volume import EXPECTED, USUAL_DAYS, silence_days
from portal.health.watching import watch
from portal.jobs.models import JobTurn
from tests import factories
from tests.portal.health.well import all_is_well, let_pass
from trials.models import Study

pytestmark = pytest.mark.django_db
HALF_AN_HOUR = timedelta(minutes=31)


@pytest.fixture(autouse=True)
def _well(mail_to_sink, settings):
    """Everything is well, and nothing is waited for."""
    settings.ALARM_EMAIL = "alarms@hospital.example"
    settings.ALARM_STANDING_SECONDS = settings.ALARM_QUIET_SECONDS = 0
    all_is_well()


def standing() -> list[str]:
    watch()
    return list(Alarm.objects.standing().values_list("kind", flat=True))


def accepted_long_ago(*, attempts: int) -> None:
    factories.accepted(now=timezone.now() - HALF_AN_HOUR)
    Study.objects.update(compared_at=timezone.now())
    OutgoingEmail.objects.update(
        state=EmailState.RETRYING if attempts else EmailState.QUEUED,
        attempts=attempts,
        next_attempt_at=from_now(timedelta(minutes=5) if attempts else -HALF_AN_HOUR),
    )


def test_where_all_is_well_nobody_is_told(sink):
    assert (standing(), sink.mails) == ([], [])


def test_an_outbox_that_cannot_drain_is_told(sink):
    accepted_long_ago(attempts=4)
    assert standing() == [AlarmKind.OUTBOX]
    assert len(sink.mails) == 1
    OutgoingEmail.objects.update(state=EmailState.SENT, sent_at=timezone.now())
    assert standing() == []
    assert "Over" in sink.mails[1]["Subject"]


def test_mails_that_nobody_touches_are_told():
    accepted_long_ago(attempts=0)
    assert standing() == [AlarmKind.OUTBOX]


def test_one_full_mailbox_is_no_stuck_outbox():
    """The control: others leave, so it is not the relay."""
    accepted_long_ago(attempts=4)
    first = OutgoingEmail.objects.first()
    OutgoingEmail.objects.filter(pk=first.pk).update(
        state=EmailState.SENT, sent_at=timezone.now()
    )
    assert standing() == []


def failure(at=None, purpose=Purpose.ENQUIRY_TO_TEAM) -> None:
    Trouble.objects.create(
        at=at or timezone.now(),
        step=Step.FAILED,
        mail="<x@y>",
        purpose=purpose,
        kind="given_up",
        by="worker",
    )


def test_the_first_failure_is_told_and_is_over_a_day_later():
    failure()
    assert standing() == [AlarmKind.FAILED]
    Trouble.objects.update(at=timezone.now() - timedelta(hours=25))
    assert standing() == []


def test_a_subscribers_dead_address_is_everyday():
    failure(purpose=Purpose.ALERTS)
    assert standing() == []


def test_a_job_that_stands_is_told_by_name():
    let_pass("keep-promises", 5000)
    assert standing() == [AlarmKind.JOBS]
    assert Alarm.objects.get().detail == {"jobs": "keep-promises"}


def test_a_registry_that_was_not_compared_is_told():
    factories.Study(compared_at=timezone.now() - timedelta(days=30))
    assert standing() == [AlarmKind.REGISTRY]


def test_a_broker_that_is_away_is_told(settings):
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    assert standing() == [AlarmKind.BROKER]


@pytest.mark.parametrize(
    ("usual", "days"),
    [
        (0, None),
        (20, None),
        (EXPECTED * USUAL_DAYS, 1),
        (EXPECTED * USUAL_DAYS // 2, 2),
        (EXPECTED * USUAL_DAYS // 7, 7),
        (EXPECTED * USUAL_DAYS // 7 - 1, None),
    ],
)
def test_silence_is_measured_by_what_is_usual(usual, days):
    assert silence_days(usual) == days


def alerts(count: int, ago: timedelta) -> None:
    """Let so many alerts have been written."""
    at = timezone.now() - ago
    OutgoingEmail.objects.bulk_create(
        OutgoingEmail(
            purpose=Purpose.ALERTS,
            queue=Queue.BULK,
            state=EmailState.SENT,
            sent_at=at,
            created_at=at,
            message_id=f"<{ago}-{number}@x>",
        )
        for number in range(count)
    )


def test_no_alert_though_studies_changed_is_told(monkeypatch):
    alerts(EXPECTED * USUAL_DAYS, timedelta(days=10))
    assert volume.alerts_missing() is None
    site = factories.StudySite(study__compared_at=timezone.now())
    news = volume.StudyNews.objects.create(
        study=site.study,
        trigger="NEW_STUDY",
        happened_at=timezone.now() - timedelta(hours=5),
    )
    assert standing() == [AlarmKind.ALERTS]
    # The control: one that left today ends it.
    alerts(1, timedelta(hours=3))
    assert standing() == []
    news.delete()


def test_one_condition_that_fails_hides_no_other(monkeypatch):
    monkeypatch.setitem(CONDITIONS, AlarmKind.OUTBOX, lambda _now: 1 / 0)
    let_pass("watch", 5000)
    assert standing() == [AlarmKind.JOBS]


def test_rows_of_processes_that_are_gone_go():
    OwnWrite.objects.create(process="a", at=timezone.now())
    OwnWrite.objects.create(process="b", at=timezone.now() - timedelta(days=2))
    watch()
    assert OwnWrite.objects.get().process == "a"


def test_a_web_process_watches_where_no_worker_does(monkeypatch):
    looked: list[bool] = []
    monkeypatch.setattr(web, "watch", lambda: looked.append(True))
    assert not web.watch_instead()
    let_pass("watch", 100)
    assert web.watch_instead()
    # Of two web processes one does.
    assert not web.watch_instead()
    assert looked == [True]
    assert JobTurn.objects.filter(name=web.OURS).exists()


@pytest.fixture
def said(monkeypatch) -> list[str]:
    """What is told of the database; no row can hold it."""
    stages: list[str] = []
    monkeypatch.setattr(
        outages, "tell", lambda telling: stages.append(telling.stage) or True
    )
    return stages


def test_a_database_that_takes_nothing_is_told_without_it(said, settings):
    settings.ALARM_STANDING_SECONDS, settings.ALARM_AGAIN_SECONDS = 300, 86400
    outage = outages.Outages()
    for now in (0.0, 299.0):
        outage.see(can_accept=False, now=now)
    assert said == []
    for now in (301.0, 400.0, 90_000.0):
        outage.see(can_accept=False, now=now)
    assert said == ["begins", "stands"]
    outage.see(can_accept=True, now=90_001.0)
    outage.see(can_accept=True, now=90_002.0)
    assert said == ["begins", "stands", "ended"]


def test_a_moment_without_the_database_is_nobodys_matter(said, settings):
    settings.ALARM_STANDING_SECONDS = 300
    outage = outages.Outages()
    outage.see(can_accept=False, now=0.0)
    outage.see(can_accept=True, now=100.0)
    outage.see(can_accept=False, now=400.0)
    assert said == []


def test_watching_asks_for_nothing_that_was_not_noticed():
    assert set(watching.CONDITIONS) <= set(AlarmKind)
