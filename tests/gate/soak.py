"""A stream of messages against a real installation whose parts die; all are counted."""

import random
import time
from collections.abc import Callable
from uuid import uuid4

from tests.gate.stages import say
from tests.services.portal import Portal, Tally
from tests.services.servers import Postgres, Redis, wait_until
from tests.sink import Sink

# Messages between two faults, and how often a person sends the form again.
BETWEEN, TRIES = 25, 20
DRAINED_WITHIN = 300


def faults(portal: Portal, postgres: Postgres, redis: Redis) -> list[Callable]:
    """Return what can happen to an installation, each with its mending."""

    def lose_workers() -> None:
        for name in ("worker", "beat", "letters"):
            portal.kill(name)
        portal.start_worker()

    def lose_broker() -> None:
        redis.kill()
        redis.start()

    def lose_database() -> None:
        postgres.stop("immediate")
        postgres.start()

    def lose_mail_server() -> None:
        portal.sink.mode = random.choice(["refuse", "drop", "lose", "stall"])  # noqa: S311

    def mend_mail_server() -> None:
        portal.sink.mode = "accept"

    return [
        lose_workers,
        lose_broker,
        lose_database,
        lose_mail_server,
        mend_mail_server,
    ]


def soak(minutes: float) -> int:
    """Send and break for so long; return 1 when a message or its mail was lost."""
    postgres, redis = Postgres(), Redis()
    try:
        with Sink() as sink:
            portal = Portal(postgres.create(f"soak_{uuid4().hex}"), redis.url, sink)
            try:
                return pour(portal, faults(portal, postgres, redis), minutes)
            finally:
                portal.close()
    finally:
        redis.close()
        postgres.close()


def pour(portal: Portal, chosen: list[Callable], minutes: float) -> int:
    """Send messages with a fault between every few; say the figures."""
    tally, end, broken = Tally(), time.monotonic() + 60 * minutes, 0
    while time.monotonic() < end:
        fault = random.choice(chosen)  # noqa: S311
        fault()
        broken += 1
        portal.submit(tally, BETWEEN, tries=TRIES)
        say(f"{len(tally.accepted)} accepted, after {broken} faults: {fault.__name__}")
    portal.sink.mode = "accept"
    wait_until(lambda: is_drained(portal), "all mails sent", DRAINED_WITHIN)
    figures = {**portal.figures(tally), "faults": broken}
    say(", ".join(f"{count} {name}" for name, count in figures.items()))
    lost = figures["lost"] + figures["strange ids"]
    return 1 if lost or figures["accepted"] != figures["enquiries"] else 0


def is_drained(portal: Portal) -> bool:
    """Whether every mail is sent; the pauses between attempts pass quickly."""
    portal.hurry()
    return portal.drained()
