"""Alert mails on PostgreSQL: written by many at once, sent in pairs, killed."""

import subprocess
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.services.servers import Postgres
from tests.services.test_alerts import Crowd
from tests.sink import Sink

pytestmark = pytest.mark.services
SUBSCRIBERS, STUDIES, PROCESSES, KILLS = 400, 150, 4, 2
# The first batches of a sender hold no more, however fast the server is.
OPEN = 80
RATE = 4


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as running:
        yield running


@pytest.fixture
def crowd(postgres: Postgres, sink: Sink, request: pytest.FixtureRequest) -> Crowd:
    """People whose alerts wait; a sender that dies is missed after ten seconds."""
    made = Crowd(
        postgres.create(request.node.name.lower()[:40]),
        (SUBSCRIBERS, STUDIES),
        EMAIL_URL=f"smtp://127.0.0.1:{sink.port}",
        EMAIL_TIMEOUT="1",
        BULK_PER_SECOND="1000",
        BULK_SENDERS="2",
    )
    made.step("match")
    return made


def counted(crowd: Crowd) -> list[int]:
    """Return people with a mail, mails, and alerts that wait."""
    status, printed = crowd.run("-m", "bench.senders", "count")
    assert status == 0
    return [int(one) for one in printed.split()]


def ended(processes: list[subprocess.Popen[str]]) -> list[int]:
    """Wait for all; return what they ended with."""
    for process in processes:
        process.communicate()
    return [process.returncode for process in processes]


def test_many_writers_at_once_write_one_mail_a_person(crowd):
    writers = [crowd.start("-m", "bench.senders", "write") for _ in range(PROCESSES)]
    assert ended(writers) == [0] * PROCESSES
    people, mails, waiting = counted(crowd)
    assert people == mails > 50
    assert waiting == 0


@pytest.mark.long
def test_two_senders_killed_in_the_act_lose_nothing(crowd, sink):
    """What of an open batch is not marked may come twice, with the same id."""
    for kill in range(KILLS):
        pair = [crowd.start("-m", "bench.senders", "send") for _ in range(2)]
        wait_for(sink, 25 * (kill + 1))
        for process in pair:
            process.kill()
        assert all(code < 0 for code in ended(pair))
    last = [crowd.start("-m", "bench.senders", "send") for _ in range(2)]
    assert ended(last) == [0, 0]
    people, mails, waiting = counted(crowd)
    assert waiting == 0
    arrived = Counter(mail["Message-ID"] for mail in sink.mails)
    assert len(arrived) == mails == people
    assert sum(arrived.values()) - len(arrived) <= 2 * KILLS * OPEN


def test_two_senders_keep_one_rate(crowd, sink):
    """No more than the bucket held, and so many in each second, by both together."""
    crowd.environment["BULK_PER_SECOND"] = str(RATE)
    began = time.monotonic()
    pair = [crowd.start("-m", "bench.senders", "send") for _ in range(2)]
    wait_for(sink, 15 * RATE)
    took = time.monotonic() - began
    for process in pair:
        process.kill()
    ended(pair)
    # One more that was on its way.
    assert len(sink.mails) <= RATE + RATE * took + 1
    assert took >= 14


def wait_for(sink: Sink, mails: int) -> None:
    """Wait until so many mails are there."""
    end = time.monotonic() + 60
    while len(sink.mails) < mails:
        assert time.monotonic() < end
        time.sleep(0.01)
