"""Accepted messages survive what really happens to machines; figures are printed.

In all scenarios together 200 messages are sent, each making two e-mails.
"""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from contacts.mail.delivery import BATCH
from tests.faults.test_dump import ANOTHER
from tests.services.portal import Portal, Tally
from tests.services.servers import Postgres, Redis, wait_until

pytestmark = pytest.mark.services
EACH = 40
POURED, CHILDREN = 400, 2


def show(capsys, name: str, figures: dict[str, int]) -> None:
    """Print one scenario's figures into the test's output."""
    with capsys.disabled():
        print(f"\n  {name}: " + ", ".join(f"{v} {k}" for k, v in figures.items()))  # noqa: T201


def check(figures: dict[str, int], *, doubled_at_most: int = 0) -> None:
    """Nothing is lost, and copies are only those that the fault explains."""
    assert figures["accepted"] == figures["enquiries"] == EACH
    assert figures["lost"] == 0
    assert figures["strange ids"] == 0
    assert figures["doubled"] <= doubled_at_most


@pytest.mark.long
def test_worker_killed_before_the_mail_server_took_the_mail(portal: Portal, capsys):
    portal.sink.mode = "stall"
    tally = Tally()
    portal.submit(tally, EACH)
    wait_until(lambda: in_state(portal, "SENDING") > 0, "a mail being sent")
    portal.kill("worker")
    portal.sink.mode = "accept"
    portal.start_worker()
    drain(portal)
    figures = portal.figures(tally)
    show(capsys, "worker killed before the hand-over", figures)
    check(figures)


def test_worker_killed_after_the_mail_server_took_the_mail(portal: Portal, capsys):
    portal.sink.mode = "late"
    tally = Tally()
    portal.submit(tally, EACH)
    portal.sink.wait_for(2)
    portal.kill("worker")
    taken = len(portal.sink.mails)
    portal.sink.mode = "accept"
    portal.start_worker()
    drain(portal)
    figures = portal.figures(tally)
    show(capsys, "worker killed after the hand-over", figures)
    check(figures, doubled_at_most=taken)
    # The fault was real: what had been taken came once more, under its own id.
    assert figures["doubled"] >= 1


@pytest.mark.long
def test_worker_killed_in_the_middle_of_its_batches(portal: Portal, capsys):
    """Nothing is lost, and what comes twice was in the workers' hands."""
    portal.submit(Tally(), 1)
    drain(portal)
    portal.query(ANOTHER % POURED)
    portal.sink.wait_for(POURED // 4, 60)
    portal.kill("worker")
    assert len(portal.sink.mails) < POURED
    portal.start_worker()
    drain(portal, seconds=90)
    figures = portal.figures(Tally())
    show(capsys, "worker killed in the middle of its batches", figures)
    assert figures["lost"] == figures["strange ids"] == 0
    assert figures["doubled"] <= CHILDREN * BATCH


@pytest.mark.long
def test_mail_server_refuses_for_minutes(portal: Portal, capsys):
    portal.sink.mode = "refuse"
    tally = Tally()
    portal.submit(tally, EACH)
    wait_until(lambda: in_state(portal, "RETRYING") == 2 * EACH, "all refused once")
    portal.hurry()
    time.sleep(3)
    assert portal.sink.mails == []
    portal.sink.mode = "accept"
    drain(portal)
    figures = portal.figures(tally)
    show(capsys, "mail server refused for minutes", figures)
    check(figures)


@pytest.mark.long
def test_redis_down_while_submitting(portal: Portal, redis_server: Redis, capsys):
    redis_server.kill()
    tally = Tally()
    began = time.monotonic()
    portal.submit(tally, EACH)
    slowest = time.monotonic() - began
    redis_server.start()
    drain(portal, seconds=90)
    figures = portal.figures(tally)
    show(capsys, f"Redis down while submitting ({slowest:.1f} s for all)", figures)
    check(figures)


@pytest.mark.long
def test_database_restarted_while_submitting(
    portal: Portal, postgres: Postgres, capsys
):
    tally = Tally()
    portal.submit(tally, EACH // 2)
    postgres.stop("immediate")
    portal.submit_one_that_fails(tally)
    postgres.start()
    portal.submit(tally, EACH // 2, tries=10)
    drain(portal, seconds=60)
    figures = portal.figures(tally)
    show(capsys, "database crashed and restarted", figures)
    # A crash between acceptance and marking may double what was in two workers' hands.
    check(figures, doubled_at_most=4)
    assert tally.refused == 1


def test_one_form_five_times_at_once_is_one_enquiry(portal: Portal, capsys):
    tally = Tally()
    keys = [str(uuid.uuid4()) for _ in range(EACH // 4)]
    site = portal.site()
    with ThreadPoolExecutor(5) as people:
        for key in keys:
            list(
                people.map(lambda _n, key=key: portal.post(tally, key, site), range(5))
            )
    drain(portal)
    figures = portal.figures(tally)
    show(capsys, "each form sent five times at once", figures)
    assert figures["accepted"] == figures["enquiries"] == EACH // 4
    assert (figures["lost"], figures["mails"]) == (0, 2 * (EACH // 4))
    assert len(set(tally.accepted.values())) == EACH // 4


def in_state(portal: Portal, state: str) -> int:
    """Return how many e-mails are in a state."""
    rows = portal.query("SELECT state FROM contacts_outgoingemail")
    return sum(row[0] == state for row in rows)


def drain(portal: Portal, seconds: float = 45) -> None:
    """Wait until all is sent; pauses between attempts pass quickly."""

    def is_drained() -> bool:
        portal.hurry()
        return portal.drained()

    wait_until(is_drained, "every e-mail sent", seconds)
