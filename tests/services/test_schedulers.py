"""Any worker hands out jobs; a dead one is named within a minute, a stuck one ends."""

import time
from collections.abc import Iterator
from uuid import uuid4

import pytest
import requests
from celery import Celery

from portal.jobs.watchdog import STATUS
from tests.services.portal import Portal, Tally
from tests.services.servers import Postgres, Redis, wait_until
from tests.sink import Sink

pytestmark = pytest.mark.services
MAILS_EACH = 2


def readiness(portal: Portal) -> dict:
    """Return what /readyz says."""
    return requests.get(f"{portal.base}/readyz", timeout=10).json()


def is_ready(portal: Portal) -> bool:
    return readiness(portal)["is_ready"]


def one_message(portal: Portal, seconds: float = 120) -> None:
    """A family writes, and both mails leave."""
    before = len(portal.sink.mails)
    portal.submit(Tally(), 1)
    portal.sink.wait_for(before + MAILS_EACH, seconds)


def start_beat(portal: Portal) -> None:
    portal.start("beat", "celery", "--app", "portal.celery", "beat")


def test_a_worker_alone_hands_out_every_job(portal: Portal):
    """No beat runs. Within seconds each job has done its round."""
    assert "beat" not in portal.processes
    wait_until(lambda: is_ready(portal), "everything ready", 60)
    one_message(portal)


def test_a_beat_is_one_more_scheduler_and_may_die(portal: Portal):
    start_beat(portal)
    one_message(portal)
    portal.kill("beat")
    one_message(portal)


def test_the_rows_decide_what_is_handed_out(portal: Portal):
    """The control: where no turn is due, worker and beat hand out nothing.

    The mails are put back by SQL: nobody is woken for them.
    """
    start_beat(portal)
    wait_until(lambda: is_ready(portal), "everything ready", 60)
    one_message(portal)
    wait_until(portal.drained, "both marked", 30)
    portal.query("UPDATE portal_jobturn SET due_at = now() + interval '1 hour'")
    before = len(portal.sink.mails)
    portal.query(
        "UPDATE contacts_outgoingemail SET state = 'QUEUED', next_attempt_at = now()"
    )
    time.sleep(4)
    assert len(portal.sink.mails) == before
    portal.query("UPDATE portal_jobturn SET due_at = now()")
    portal.sink.wait_for(before + MAILS_EACH, 30)
    portal.kill("beat")


def test_a_message_wakes_a_worker_before_its_turn(portal: Portal):
    one_message(portal)
    portal.query("UPDATE portal_jobturn SET due_at = now() + interval '1 hour'")
    one_message(portal, 30)
    portal.query("UPDATE portal_jobturn SET due_at = now()")


@pytest.mark.long
def test_a_dead_worker_is_named_within_a_minute(portal: Portal):
    wait_until(lambda: is_ready(portal), "everything ready", 60)
    portal.kill("worker")
    began = time.monotonic()
    wait_until(lambda: "jobs" in readiness(portal)["failing"], "jobs named", 70)
    assert time.monotonic() - began < 60
    assert requests.get(f"{portal.base}/healthz", timeout=10).status_code == 200
    portal.start_worker()
    wait_until(lambda: is_ready(portal), "everything ready again", 60)


@pytest.mark.long
def test_a_relay_that_refuses_is_named_within_a_minute(portal: Portal):
    portal.sink.mode = "refuse"
    portal.submit(Tally(), 1)
    began = time.monotonic()
    wait_until(lambda: "attempts" in readiness(portal)["failing"], "it named", 70)
    assert time.monotonic() - began < 60
    portal.sink.mode = "accept"
    portal.hurry()
    wait_until(lambda: is_ready(portal), "everything ready again", 60)


@pytest.fixture
def watched(postgres: Postgres, redis_server: Redis) -> Iterator[Portal]:
    """An installation whose watchdog has little patience."""
    with Sink() as sink:
        portal = Portal(
            postgres.create(f"dog_{uuid4().hex}"),
            redis_server.url,
            sink,
            WATCHDOG_SECONDS="10",
        )
        yield portal
        portal.close()


@pytest.mark.long
def test_a_worker_that_takes_nothing_ends_itself(watched: Portal, redis_server: Redis):
    """It lives, answers and consumes no queue, as after some reconnections."""
    one_message(watched)
    process = watched.processes["worker"]
    control = Celery(broker=redis_server.url).control
    for queue in ("enquiries", "bulk"):
        control.cancel_consumer(queue, reply=True)
    wait_until(lambda: process.poll() is not None, "the worker ending itself", 60)
    assert process.returncode == STATUS
    watched.processes.pop("worker")
    watched.start_worker()
    one_message(watched)
