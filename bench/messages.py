"""Accepted messages beside the bare transaction of two rows, on the same database."""

import re
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import requests

from bench.judging import Sample
from bench.load import rate
from bench.processors import processor_of
from bench.server import ROOT, BenchServer

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


def measures(
    server: BenchServer,
    name: str,
    floor: Callable[[float], float],
    seconds: float,
    database: int = 0,
) -> dict[str, Callable[[], Sample]]:
    """Return what measures the floor, and messages with 1 and 16 people sending."""
    sending = {
        f"accepted on {name}, {clients} sending": partial(
            accepted, server, clients, seconds, database
        )
        for clients in (1, 16)
    }
    return {f"two rows on {name}": lambda: Sample(floor(seconds)), **sending}


def accepted(
    server: BenchServer, clients: int, seconds: float, database: int
) -> Sample:
    """Return how many messages are taken a second, and what one costs.

    Of our processes and, where the database is one of its own, of that.
    """
    before = used(server, database)
    found = rate(server.port, post, seconds=seconds, clients=clients, expect=b"303")
    spent = used(server, database) - before
    return Sample(found, spent * 1000 / (found * seconds))


def tell_cost(server: BenchServer) -> None:
    """Print what one message asks of the database."""
    command = [sys.executable, "-m", "bench.counting"]
    told = subprocess.run(
        command, env=server.environment, cwd=ROOT, capture_output=True, check=True
    )
    statements, trips, commits = map(int, told.stdout.split())
    print(
        f"  each message asks {statements} statements in {trips} round trips and"
        f" commits {commits} time(s)"
    )


def used(server: BenchServer, database: int) -> float:
    """Return the seconds of processor of the web process and of the database."""
    of_database = processor_of(database) if database else 0.0
    return processor_of(server.process.pid) + of_database


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


def repeated(write: Callable[[], None], seconds: float) -> float:
    """Return how often per second something can be done, one after the other."""
    began, count = time.monotonic(), 0
    while time.monotonic() - began < seconds:
        write()
        count += 1
    return count / (time.monotonic() - began)


ROWS = ("INSERT INTO floor_a VALUES ('x')", "INSERT INTO floor_b VALUES ('y')")
TABLES = tuple(
    f"CREATE TABLE IF NOT EXISTS floor_{name} (t TEXT)" for name in ("a", "b")
)


def sqlite_floor(folder: Path, seconds: float) -> float:
    """Return two-row transactions per second on the portal's own kind of file."""
    database = sqlite3.connect(folder / "floor.sqlite3", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    for table in TABLES:
        database.execute(table)

    def write() -> None:
        database.execute("BEGIN IMMEDIATE")
        for row in ROWS:
            database.execute(row)
        database.execute("COMMIT")

    found = repeated(write, seconds)
    database.close()
    return found


def postgres_floor(url: str, seconds: float) -> float:
    """Return two-row transactions per second, committed, over one connection."""
    with psycopg.connect(url) as database:
        for table in TABLES:
            database.execute(table)
        database.commit()

        def write() -> None:
            for row in ROWS:
                database.execute(row)
            database.commit()

        return repeated(write, seconds)


def check(server: BenchServer) -> None:
    """Make sure that the form is the one that is measured."""
    page = requests.get(
        f"http://127.0.0.1:{server.port}/trials/{STUDY}/message/", timeout=10
    ).text
    asked = [name for name in FORM if name not in LATER]
    missing = [name for name in asked if not re.search(f'name="{name}"', page)]
    if missing:
        raise RuntimeError(f"the form has no {missing}")
