"""Poison comes in by the webhook while families write; every mail leaves at once.

On both shapes: the embedded worker on SQLite; PostgreSQL, Redis and Celery.
"""

import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import requests

from tests.contacts.mail.inbound.test_bounds import POISON
from tests.contacts.mail.provider_posts import BASIC, Posted, postmark_raw, sendgrid_raw
from tests.services.halting import children as below
from tests.services.portal import Portal, Tally
from tests.services.servers import Postgres, Redis, wait_until
from tests.sink import Sink

pytestmark = pytest.mark.services
# As the issue has it; each enquiry makes two mails.
SECONDS, MAILS_EACH = 2.0, 2
ENQUIRIES = 12
# A reader that stands still is not ended before the test has looked at it.
PATIENT = "60"


class Embedded(Portal):
    """The small shape: SQLite, and one process for all jobs."""

    def start_worker(self) -> None:
        """Start the embedded worker."""
        self.start("worker", sys.executable, "manage.py", "run_worker")

    def query(self, sql: str) -> list[tuple]:
        """Ask the database directly."""
        path = Path(self.folder) / "portal.sqlite3"
        with sqlite3.connect(path, timeout=20) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def installation(postgres: Postgres, redis_server: Redis) -> Iterator[Portal]:
    """The large shape, with a reader that may take long."""
    with Sink() as sink:
        database, broker = postgres.create("letters"), redis_server.url
        running = Portal(database, broker, sink, READER_SECONDS=PATIENT)
        yield running
        running.close()


@pytest.fixture(params=[pytest.param("embedded", marks=pytest.mark.long), "celery"])
def shape(request) -> Iterator[Portal]:
    """Each shape in turn, without rows of earlier tests."""
    if request.param == "celery":
        portal = request.getfixturevalue("portal")
        portal.query("TRUNCATE contacts_rawpost, contacts_inboundemail CASCADE")
        yield portal
        return
    with Sink() as sink:
        running = Embedded("", "", sink, READER_SECONDS=PATIENT)
        yield running
        running.close()


def post(portal: Portal, posted: Posted) -> int:
    """Post what a provider would."""
    answer = requests.post(
        f"{portal.base}/webhooks/{posted.path}/",
        posted.body,
        headers={"Authorization": BASIC, "Content-Type": posted.content_type},
        timeout=60,
    )
    return answer.status_code


def test_no_letter_holds_up_what_goes_out(shape: Portal, capsys):
    tally = Tally()
    shape.submit(tally, 1)
    shape.sink.wait_for(MAILS_EACH, seconds=30)
    usual = max(seconds_to_leave(shape, tally) for _ in range(ENQUIRIES))
    to = "nobody@reply.portal.example"
    for name, raw in POISON.items():
        make = sendgrid_raw if name == "bytes" else postmark_raw
        assert post(shape, make(raw, to)) == 200
    slowest = max(seconds_to_leave(shape, tally) for _ in range(ENQUIRIES))
    wait_until(lambda: unread(shape) == 0, "every letter read", seconds=120)
    rows = shape.query("SELECT state, count(*) FROM contacts_inboundemail GROUP BY 1")
    with capsys.disabled():
        told = ", ".join(f"{count} {state}" for state, count in rows)
        print(  # noqa: T201
            f"\n  {type(shape).__name__}: slowest {slowest:.2f} s beside poison, "
            f"{usual:.2f} s without; letters: {told}"
        )
    # A machine on which a second is usual is busy with other things, which is no fault
    # of a letter's. That nothing waits for a letter at all is tried below.
    assert slowest <= max(SECONDS, 2 * usual)
    assert sum(count for _state, count in rows) == len(POISON)
    assert tally.refused == 0


def test_every_mail_leaves_while_a_letter_is_being_read(shape: Portal):
    """The reading of one letter stands still; whatever goes out goes past it."""
    reader = "letters" if "letters" in shape.processes else "worker"
    # Long enough that its reader is there to be seen.
    raw = POISON["long"]
    tally, before = Tally(), len(shape.sink.mails)
    with stopped_reading(shape.processes[reader].pid) as is_stopped:
        assert post(shape, postmark_raw(raw, "nobody@reply.portal.example")) == 200
        wait_until(is_stopped, "the letter being read", seconds=30)
        shape.submit(tally, ENQUIRIES)
        shape.sink.wait_for(before + MAILS_EACH * ENQUIRIES, seconds=60)
        # It stands still yet: no mail has waited for its end.
        assert is_stopped()
        assert unread(shape) == 1
    wait_until(lambda: unread(shape) == 0, "the letter read", seconds=120)
    assert tally.refused == 0


@contextmanager
def stopped_reading(worker: int) -> Iterator[Callable[[], bool]]:
    """Stop each child that reads letters; yield whether one stands still now."""
    stopped: set[int] = set()

    def is_stopped() -> bool:
        # A process may go while its children are looked for.
        with suppress(OSError):
            for pid in filter(is_reader, below(worker)):
                os.kill(pid, signal.SIGSTOP)
                stopped.add(pid)
        return any(map(is_reader, stopped))

    try:
        yield is_stopped
    finally:
        for pid in filter(is_reader, stopped):
            os.kill(pid, signal.SIGCONT)


def is_reader(pid: int) -> bool:
    """Whether a process is there and reads letters."""
    with suppress(OSError):
        return b"inbound.reader" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def seconds_to_leave(portal: Portal, tally: Tally) -> float:
    """Return how long the slower mail of one new enquiry took after its receipt."""
    before = len(portal.sink.mails)
    portal.submit(tally, 1)
    began = time.monotonic()
    portal.sink.wait_for(before + MAILS_EACH, seconds=30)
    return time.monotonic() - began


def unread(portal: Portal) -> int:
    """Return how many letters wait to be read or placed."""
    posts = "SELECT count(*) FROM contacts_rawpost WHERE state = 'NEW'"
    mails = "SELECT count(*) FROM contacts_inboundemail WHERE state = 'NEW'"
    return portal.query(posts)[0][0] + portal.query(mails)[0][0]


@pytest.mark.long
def test_a_reader_that_is_killed_loses_nothing(shape: Portal):
    """Power goes at any moment of reading; every letter stands somewhere after."""
    reader = "letters" if "letters" in shape.processes else "worker"
    to = "nobody@reply.portal.example"
    count = 15
    for number in range(count):
        raw = f"From: a@b.example\r\nMessage-ID: <{number}@k>\r\n\r\nNumber {number}"
        assert post(shape, postmark_raw(raw.encode(), to)) == 200
        if number % 5 == 4:
            time.sleep(number / 10)
            shape.kill(reader)
            if reader == "letters":
                shape.kill("worker")
                # A lease outlives its reader by minutes; a test does not.
                shape.query("UPDATE contacts_rawpost SET leased_until = NULL")
            shape.start_worker()
    wait_until(lambda: unread(shape) == 0, "every letter read", seconds=90)
    rows = shape.query("SELECT count(*) FROM contacts_inboundemail")
    assert rows[0][0] == count
