"""/healthz tells the truth on the production shape: hanging, full, reading only."""

import shutil
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from uuid import uuid4

import psycopg
import pytest
import requests

from tests.services.front import HOST, Front
from tests.services.portal import STUDY, Portal
from tests.services.servers import Postgres, Redis, wait_until
from tests.services.test_hanging import fill_up, small_disk
from tests.sink import Sink

__all__ = ["small_disk"]
pytestmark = pytest.mark.services


@pytest.fixture(scope="module")
def installation(postgres: Postgres, redis_server: Redis) -> Iterator[Portal]:
    """An installation that tries each second whether it can store a message."""
    with Sink() as sink:
        database = postgres.create(f"health_{uuid4().hex}")
        portal = Portal(database, redis_server.url, sink, HEALTH_SECONDS="1")
        yield portal
        portal.close()


def health(portal: Portal) -> int:
    """Return what /healthz answers; it always does, and soon."""
    return requests.get(f"{portal.base}/healthz", timeout=8).status_code


def naive(portal: Portal) -> bool:
    """The control: whether a query comes back, which is what it used to ask."""
    return portal.query("SELECT 1") == [(1,)]


def until(portal: Portal, status: int) -> None:
    wait_until(lambda: health(portal) == status, f"/healthz answering {status}", 30)


def database_failing(portal: Portal) -> bool:
    said = requests.get(f"{portal.base}/readyz", timeout=20).json()
    return "database" in said["failing"]


def test_health_is_red_while_the_database_only_reads(installation, postgres):
    name = installation.database_url.rpartition("/")[2]
    until(installation, 200)

    def switch(value: str) -> None:
        with psycopg.connect(postgres.url(), autocommit=True) as admin:
            admin.execute(
                f'ALTER DATABASE "{name}" SET default_transaction_read_only = {value}'
            )
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s",
                [name],
            )

    switch("on")
    try:
        until(installation, 503)
        assert naive(installation)
        assert database_failing(installation)
    finally:
        switch("off")
    until(installation, 200)


@pytest.mark.long
def test_health_is_red_while_the_database_hangs(installation, postgres):
    until(installation, 200)
    postgres.pause()
    try:
        until(installation, 503)
        assert database_failing(installation)
    finally:
        postgres.resume()
    until(installation, 200)


@pytest.mark.long
def test_health_is_red_while_messages_have_no_room(installation, postgres, small_disk):
    """Only the table of messages lies on the full disk: its own row is not enough."""
    until(installation, 200)
    shutil.chown(small_disk, postgres.user or "portal")
    with psycopg.connect(postgres.url(), autocommit=True) as admin:
        admin.execute(f"CREATE TABLESPACE health LOCATION '{small_disk}'")
    installation.query("ALTER TABLE contacts_message SET TABLESPACE health")
    fill_up(small_disk / "fill")
    try:
        until(installation, 503)
        assert naive(installation)
    finally:
        (small_disk / "fill").unlink()
    until(installation, 200)
    installation.query("ALTER TABLE contacts_message SET TABLESPACE pg_default")


SLOW = 60
HEAD = (
    f"POST /trials/{STUDY}/message/ HTTP/1.1\r\nHost: {HOST}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\n"
    "Content-Length: 5000\r\n\r\nfirst_name="
)


def slow_clients(stack: ExitStack, connect: Callable[[], socket.socket]) -> None:
    """Begin so many posts that never come to their end."""
    for _ in range(SLOW):
        line = stack.enter_context(connect())
        line.sendall(HEAD.encode())


def is_served(ask: Callable[[], requests.Response]) -> bool:
    began = time.monotonic()
    try:
        answer = ask()
    except requests.RequestException:
        return False
    return answer.ok and time.monotonic() - began < 4


@pytest.mark.long
def test_slow_clients(installation, capsys):
    front = Front(installation.port)
    trust = ssl.create_default_context(cafile=front.trust)

    def over_tls() -> socket.socket:
        plain = socket.create_connection(("127.0.0.1", front.port), 10)
        return trust.wrap_socket(plain, server_hostname=HOST)

    def straight() -> socket.socket:
        return socket.create_connection(("127.0.0.1", installation.port), 10)

    # What no cache holds.
    path = f"/trials/?q={uuid4().hex[:6]}"
    with ExitStack() as stack:
        stack.callback(front.close)
        slow_clients(stack, over_tls)
        assert all(
            is_served(lambda: front.ask("GET", path, timeout=4)) for _ in range(4)
        )
    with ExitStack() as stack:
        slow_clients(stack, straight)
        served = sum(
            is_served(lambda: requests.get(installation.base + path, timeout=4))
            for _ in range(2)
        )
    with capsys.disabled():
        print(f"\n  {SLOW} slow clients: behind nginx 4 of 4, without {served} of 2")  # noqa: T201
