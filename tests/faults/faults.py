"""What can happen while families write: how it begins and how it ends."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

import redis

from tests.faults.shapes import Breakable, go_on, hang

Deed = Callable[[Breakable], None]


def nothing(_portal: Breakable) -> None:
    """Mend by itself."""


def relay(mode: str) -> Deed:
    """Return what makes the mail server behave so."""

    def switch(portal: Breakable) -> None:
        portal.sink.stall_seconds = 4.0
        portal.sink.mode = mode

    return switch


accept = relay("accept")


def any_relay(portal: Breakable) -> None:
    """Let the mail server do something else for each few mails."""
    modes = ["accept", "refuse", "drop", "lose", "stall"]
    relay(random.choice(modes))(portal)  # noqa: S311


def flush(portal: Breakable) -> None:
    """Empty Redis while no worker takes anything from it."""
    client = redis.Redis.from_url(portal.redis.url)
    client.flushall()
    client.close()


def restart_redis(portal: Breakable) -> None:
    portal.redis.kill()
    time.sleep(2)
    portal.redis.start()


def restart_database(portal: Breakable) -> None:
    portal.postgres.stop("immediate")
    portal.postgres.start()


@dataclass(frozen=True)
class Fault:
    """`begin` once before, `meanwhile` between a few messages, `end` after the last.

    `doubles`: a mail may come twice, for its first copy was taken and nobody heard so.
    """

    row: int
    begin: Deed = nothing
    meanwhile: Deed = nothing
    end: Deed = nothing
    doubles: bool = False
    is_long: bool = True


OF_BOTH = [
    Fault(1, begin=relay("refuse"), end=accept, is_long=False),
    Fault(2, begin=relay("stall"), end=accept),
    Fault(6, begin=relay("lose"), end=accept, doubles=True),
    Fault(7, meanwhile=any_relay, end=accept, doubles=True),
    Fault(14, meanwhile=Breakable.lose_workers, doubles=True),
    Fault(15, meanwhile=Breakable.lose_web, doubles=True),
]
OF_PRODUCTION = [
    Fault(8, begin=lambda p: p.redis.kill(), end=lambda p: p.redis.start()),
    Fault(9, begin=lambda p: hang(p.redis), end=lambda p: go_on(p.redis)),
    Fault(10, meanwhile=flush, is_long=False),
    Fault(11, meanwhile=restart_redis),
    Fault(16, meanwhile=restart_database, doubles=True),
    Fault(17, begin=lambda p: p.postgres.pause(), end=lambda p: p.postgres.resume()),
]
