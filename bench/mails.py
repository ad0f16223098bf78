"""Mails that wait leave as fast as they can, beside bare lines to the same server.

python -m bench.mails
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import cast

from bench.bare_lines import rate_of_bare_lines
from bench.judging import Line, Sample, interleaved, judge, measured, show
from bench.plan import Plan
from bench.servers_apart import ServerApart
from bench.waiting_mails import TIMEOUT, drained, paced
from tests.faults.shapes import Breakable, EmbeddedBreakable
from tests.services.portal import Portal, Tally
from tests.services.servers import Postgres, Redis, find, wait_until
from tests.sink import Sink

MAILS, ROUNDS = 2000, 3
# Milliseconds to a server that is far away, and the lines that may be open to it.
FAR, MANY_LINES = 10, "16"
SETTINGS = {"EMAIL_TIMEOUT": TIMEOUT, "EMAIL_LINES": MANY_LINES}
DRAINED = "mails drained, {}"
SHAPES = {"embedded": 1, "Celery": 2}
FLOORS = {1: "one bare line", 2: "two bare lines"}
EMBEDDED = "from commit to sent, embedded, median"
CLAIMED = "from commit to the worker, Celery, median"
SENT, LATE = (f"from commit to sent, Celery, {one}" for one in ("median", "p99"))
TO_FAR = "mails to a relay 10 ms away, 16 lines"
LINES = (*map(DRAINED.format, SHAPES), EMBEDDED, CLAIMED, SENT, LATE, TO_FAR)
# Mails committed one by one: so many seconds long.
PACED_SECONDS = 10


def measure(plan: Plan) -> list[Line]:
    """Measure both shapes of an installation, and one beside a server far away."""
    print("Mails that wait, and mails committed at a pace")
    count, rounds = plan.part_of(MAILS), 1 if plan.is_quick else ROUNDS
    with TemporaryDirectory(prefix="portal-mails-") as folder:
        near = ServerApart(Path(folder))
        try:
            lines = [] if plan.is_quick else embedded(near, count, rounds)
            if find("initdb"):
                lines += celery(near, count, rounds, plan)
        finally:
            near.close()
    return lines + (far_away(count) if find("initdb") and not plan.is_quick else [])


def embedded(server: ServerApart, count: int, rounds: int) -> list[Line]:
    """Measure the one worker without a broker, on a file."""
    sink = cast(Sink, SimpleNamespace(port=server.port))
    portal = EmbeddedBreakable("", "", sink, **SETTINGS)
    try:
        lines = beside_bare_lines(portal, server, count, rounds, "embedded")
        times = paced(portal, PACED_SECONDS)
        return show([*lines, measured(EMBEDDED, times.median)])
    finally:
        portal.close()


def celery(server: ServerApart, count: int, rounds: int, plan: Plan) -> list[Line]:
    """Measure two Celery children on a private PostgreSQL."""
    with in_production(server) as portal:
        lines = beside_bare_lines(portal, server, count, rounds, "Celery")
        times = paced(portal, int(PACED_SECONDS * max(plan.share, 0.3)))
    found = {CLAIMED: times.claimed, SENT: times.median, LATE: times.late}
    return show([*lines, *(measured(*one) for one in found.items())])


def far_away(count: int) -> list[Line]:
    """Measure Celery with a mail server that answers late."""
    with TemporaryDirectory(prefix="portal-mails-") as folder:
        server = ServerApart(Path(folder), FAR)
        try:
            with in_production(server) as portal:
                rate = drained(portal, count).rate
        finally:
            server.close()
    return show([measured(TO_FAR, rate)])


@contextmanager
def in_production(server: ServerApart) -> Iterator[Portal]:
    """Run Celery on PostgreSQL with a mail server of its own."""
    postgres, redis = Postgres(), Redis()
    try:
        sink = cast(Sink, SimpleNamespace(port=server.port))
        portal = Breakable(postgres.create("bench"), redis.url, sink, **SETTINGS)
        try:
            portal.submit(Tally(), 1)
            wait_until(portal.drained, "the first mails")
            yield portal
        finally:
            portal.close()
    finally:
        redis.close()
        postgres.close()


def beside_bare_lines(
    portal: Portal, server: ServerApart, count: int, rounds: int, shape: str
) -> list[Line]:
    """Measure a worker that has as many processes as the floor has lines."""
    if not portal.database_url:
        portal.submit(Tally(), 1)
        wait_until(portal.drained, "the first mails")
    lines = SHAPES[shape]
    measures = {
        FLOORS[lines]: lambda: Sample(rate_of_bare_lines(server.port, count, lines)),
        DRAINED.format(shape): partial(drained, portal, count),
    }
    return judge(interleaved(measures, rounds))


if __name__ == "__main__":
    measure(Plan())
