"""Accepted messages beside the bare transaction of two rows, on the same database."""

import re
import uuid
from functools import partial
from urllib.parse import urlencode

import requests

from bench import floors, steady
from bench.judging import Line, Sample, interleaved, judge, measured, show
from bench.load import rate
from bench.plan import Plan
from bench.processors import processor_of
from bench.server import BenchServer
from tests.sink import free_port

STUDY = "NCT07233642"
FORM = {
    "relationship": "MY_CHILD",
    "guardian": "on",
    "age_group": "ADULT",
    "consent_transfer": "on",
    "person_age": "9",
    "first_name": "Lena",
    "last_name": "Fischer",
    "email": "lena@families.example",
    "phone": "+49 30 901820",
    "other_language": "",
    "message": "Is there a place for a nine-year-old? " * 5,
    "consent": "on",
}

# Asked only once it is known where the recipient is.
LATER = {"consent_transfer"}


SENDING = (1, 16)
ON_SQLITE = "accepted on SQLite, {} sending"
ON_POSTGRES = "accepted on PostgreSQL, {} sending"
PGBENCH = {1: "pgbench, 1 client", 16: "pgbench, 16 clients"}
ALONE = "accepted with relay and Redis down, 16 sending"
OURS, THEIRS = "a message, our processor", "a message, the database's processor"
COUNTED = {
    "a message, commits": "commits",
    "a message, round trips": "round trips",
}
HALF = "a message at half the highest rate, p99"
LINES = (
    *(ON_SQLITE.format(clients) for clients in SENDING),
    *(ON_POSTGRES.format(clients) for clients in SENDING),
    *(ALONE, OURS, THEIRS, *COUNTED, HALF),
)
# At a fixed rate: so long that one in a hundred is more than one.
STEADY, BRIEFLY = 20.0, 2.5


def measure_on_sqlite(server: BenchServer, plan: Plan) -> list[Line]:
    """Measure on the file that one web process has."""
    print("Messages on SQLite")
    check(server)
    measures = {"two rows on SQLite": partial(floors.sqlite_floor, server.folder)}
    for clients in SENDING:
        name = ON_SQLITE.format(clients)
        measures[name] = partial(accepted, server, clients)
    each = {name: partial(one, plan.seconds) for name, one in measures.items()}
    return show(judge(interleaved(each, plan.rounds)))


def measure(
    server: BenchServer, alone: BenchServer, plan: Plan, counts: dict[str, int]
) -> list[Line]:
    """Measure on PostgreSQL; `alone`: a server that neither Redis nor relay answers.

    `counts`: what `bench.counting` found.
    """
    print("Messages on PostgreSQL")
    check(server)
    url, (database, *_) = server.environment["DATABASE_URL"], server.beside
    shares: list[tuple[float, float]] = []
    measures = {
        name: partial(floors.pgbench, url, database, clients)
        for clients, name in PGBENCH.items()
    }
    for clients in SENDING:
        name = ON_POSTGRES.format(clients)
        measures[name] = partial(accepted, server, clients, shares=shares)
    measures[ALONE] = partial(accepted, alone, 16)
    each = {name: partial(one, seconds=plan.seconds) for name, one in measures.items()}
    found = interleaved(each, plan.rounds)
    most = max(one.rate for one in found[ON_POSTGRES.format(16)])
    return show([*judge(found), *costs(counts, shares), at_half(server, most, plan)])


def accepted(
    server: BenchServer,
    clients: int,
    seconds: float,
    shares: list[tuple[float, float]] | None = None,
) -> Sample:
    """Return how many messages are taken a second, and what one costs.

    Of our processes and of the database; `shares` is told both apart.
    """
    ours, all_ = processor_of(server.process.pid), server.spent()
    found = rate(server.port, post, seconds=seconds, clients=clients, expect=b"303")
    count = found * seconds
    spent = server.spent() - all_
    if shares is not None:
        own = processor_of(server.process.pid) - ours
        shares.append((own * 1000 / count, (spent - own) * 1000 / count))
    return Sample(found, spent * 1000 / count)


def costs(counts: dict[str, int], shares: list[tuple[float, float]]) -> list[Line]:
    """Return what one message takes of our processes, and of the database."""
    return [
        measured(OURS, *(ours for ours, _ in shares)),
        measured(THEIRS, *(theirs for _, theirs in shares)),
        *(measured(name, counts[what]) for name, what in COUNTED.items()),
    ]


def at_half(server: BenchServer, most: float, plan: Plan) -> Line:
    """Return how long a message takes when half as many come as could."""
    seconds = BRIEFLY if plan.is_quick else STEADY
    found = steady.waits(
        server.port, post, rate=most / 2, seconds=seconds, expect=b"303"
    )
    return measured(HALF, steady.p99(found) * 1000)


def dead_ends() -> dict[str, str]:
    """Return the settings of a server whose Redis and relay are down."""
    return {
        "REDIS_URL": f"redis://127.0.0.1:{free_port()}/0",
        "EMAIL_URL": f"smtp://127.0.0.1:{free_port()}",
    }


def post() -> bytes:
    """Return one form as a browser sends it, with a key of its own."""
    # From a network and an address of its own: no limit is measured here.
    key = uuid.uuid4()
    sender = {"key": key, "email": f"{key.hex}@families.example"}
    body = urlencode({**FORM, **sender}).encode()
    head = (
        f"POST /trials/{STUDY}/message/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"X-Forwarded-For: 2001:db8:{key.hex[:4]}:{key.hex[4:8]}::1\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def check(server: BenchServer) -> None:
    """Make sure that the form is the one that is measured."""
    page = requests.get(
        f"http://127.0.0.1:{server.port}/trials/{STUDY}/message/", timeout=10
    ).text
    asked = [name for name in FORM if name not in LATER]
    missing = [name for name in asked if not re.search(f'name="{name}"', page)]
    if missing:
        raise RuntimeError(f"the form has no {missing}")
