"""/readyz names each part that fails; /metrics says the same in numbers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from contacts.mail.models.posts import PostKind, RawPost
from contacts.models import EmailState, OutgoingEmail, from_now
from portal.celery import JOBS
from portal.health import room
from portal.health.sending import STUCK
from portal.jobs.clock import believe, read_clocks
from portal.jobs.models import ClockNote, JobTurn
from tests import factories
from tests.portal.health.well import all_is_well, let_pass
from trials.models import Study

pytestmark = pytest.mark.django_db
PARTS = {"database", "broker", "disk", "clock", "jobs", "outbox", "attempts", "inbound"}
PARTS |= {"database_space", "registry"}


@pytest.fixture(autouse=True)
def _well():
    all_is_well()


def failing(client: Client) -> list[str]:
    answer = client.get("/readyz")
    said = answer.json()
    assert (answer.status_code == 200) == said["is_ready"] == (not said["failing"])
    return said["failing"]


def test_ready_says_each_part(client: Client):
    said = client.get("/readyz").json()
    assert set(said) == PARTS | {"is_ready", "failing", "figures"}
    assert said["failing"] == []
    assert set(said["figures"]["jobs"]) == set(JOBS)


@pytest.mark.parametrize("name", JOBS)
def test_each_job_that_stands_still_is_named(client: Client, name):
    let_pass(name, JOBS[name].seconds + 30)
    assert failing(client) == []
    # A minute at most, for what comes each few seconds.
    let_pass(name, 1.5 * JOBS[name].seconds + 60)
    assert failing(client) == ["jobs"]
    assert client.get("/readyz").json()["figures"]["standing_jobs"] == [name]


def test_a_job_that_never_ended_is_named(client: Client):
    let_pass("send-enquiries", 0)
    all_is_well()
    rows = JobTurn.objects.filter(name="watch")
    rows.update(finished_at=None)
    # The worker has just been installed.
    assert failing(client) == []
    rows.update(added_at=from_now(-timedelta(minutes=2)))
    assert failing(client) == ["jobs"]


def test_jobs_that_nobody_ever_knew_are_named(client: Client):
    JobTurn.objects.all().delete()
    assert failing(client) == ["jobs"]


def test_a_mail_that_nobody_touches_is_noticed(client: Client):
    factories.accepted()
    Study.objects.update(compared_at=timezone.now())
    assert failing(client) == []
    OutgoingEmail.objects.update(next_attempt_at=from_now(-2 * STUCK))
    assert failing(client) == ["outbox"]
    assert client.get("/readyz").json()["figures"]["outbox"] > 200


def test_a_relay_that_refuses_is_noticed_and_forgotten(client: Client):
    factories.accepted()
    Study.objects.update(compared_at=timezone.now())
    mails = OutgoingEmail.objects.all()
    mails.update(
        state=EmailState.RETRYING,
        attempts=1,
        next_attempt_at=from_now(timedelta(seconds=10)),
    )
    assert failing(client) == ["attempts"]
    # One of many says nothing of the relay.
    mails.filter(pk=mails.first().pk).update(
        state=EmailState.SENT, sent_at=timezone.now()
    )
    assert failing(client) == []


def test_an_attempt_of_an_hour_ago_is_no_refusal_of_now(client: Client):
    factories.accepted()
    Study.objects.update(compared_at=timezone.now())
    # Tried five times: the next comes an hour after the last, in two minutes.
    OutgoingEmail.objects.update(
        state=EmailState.RETRYING,
        attempts=5,
        next_attempt_at=from_now(timedelta(minutes=2)),
    )
    assert failing(client) == []


def test_a_broker_that_is_away_is_noticed(client: Client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    assert failing(client) == ["broker"]


def test_letters_that_nobody_reads_are_noticed(client: Client):
    came = timezone.now() - timedelta(minutes=6)
    RawPost.objects.create(
        kind=PostKind.LETTER, hook="file", head="{}", key_name="x", size=1, came_at=came
    )
    assert failing(client) == ["inbound"]


def test_a_disk_that_is_nearly_full_is_noticed(client: Client, monkeypatch):
    usage = room.shutil._ntuple_diskusage(40_000_000, 39_000_000, 1_000_000)
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _folder: usage)
    assert failing(client) == ["disk"]


def test_a_database_near_its_bound_is_noticed(client: Client, settings):
    settings.DATABASE_BYTES = 1000
    assert failing(client) == ["database_space"]


def test_a_registry_that_was_not_compared_is_noticed(client: Client):
    factories.Study(compared_at=timezone.now() - timedelta(days=30))
    assert failing(client) == ["registry"]


def test_a_clock_that_jumped_is_noticed(client: Client):
    believe(read_clocks())
    assert failing(client) == []
    ClockNote.objects.update(noted_at=from_now(timedelta(days=-400)))
    assert failing(client) == ["clock"]


def test_the_same_in_numbers(client: Client, settings):
    settings.METRICS_TOKEN = "let me in"
    factories.accepted()
    let_pass("keep-promises", 5000)
    right = client.get("/metrics", headers={"Authorization": "Bearer let me in"})
    said = right.content.decode()
    assert 'portal_ready{part="jobs"} 0.0' in said
    assert 'portal_ready{part="database"} 1.0' in said
    assert 'portal_job_age_seconds{job="keep-promises"} 5000.' in said
    for metric in (
        *(
            "portal_oldest_due_seconds",
            "portal_refused_share",
            "portal_disk_free_bytes",
        ),
        *("portal_inbound_backlog", "portal_database_bytes"),
        *("portal_registry_age_seconds", 'portal_alarm{kind="outbox"} 0.0'),
    ):
        assert metric in said
