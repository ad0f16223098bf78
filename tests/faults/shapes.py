"""The two shapes of an installation, with everything that a fault can take hold of."""

import os
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import requests

from tests.services.front import Front
from tests.services.portal import STUDY, Portal, Tally
from tests.services.posted import filled_form
from tests.services.servers import Postgres, Redis
from tests.sink import Sink

TOKEN = "of-the-tests"
SETTINGS = {"METRICS_TOKEN": TOKEN, "EMAIL_TIMEOUT": "2"}
COUNTERS = {
    "lost by the ledger": "portal_messages_lost",
    "untold": "portal_troubles_untold",
    "unowned": "portal_tellings_unowned",
}


class Breakable(Portal):
    """The production shape: PostgreSQL, Redis, Celery, granian, nginx."""

    workers = ("worker", "letters")
    postgres: Postgres | None = None
    redis: Redis | None = None
    front: Front | None = None

    def hand_in(self, key: str, site: str) -> requests.Response:
        """Send one form through nginx, from an address of its own."""
        if self.front is None:
            return super().hand_in(key, site)
        return self.front.ask(
            "POST",
            f"/trials/{STUDY}/message/",
            data=filled_form(key, site),
            source=near_address_of(key),
            timeout=30,
        )

    def lose_workers(self) -> None:
        """Kill all of them at once, and start new ones."""
        for name in self.workers:
            self.kill(name)
        self.start_worker()

    def lose_web(self) -> None:
        """Kill the web server, and start another."""
        self.kill("web")
        self.start_web()

    def lose_front(self) -> None:
        """Kill nginx, and start another on the same port."""
        self.front.kill()
        self.front.start()

    def counted(self, tally: Tally) -> dict[str, int]:
        """Return the figures, with what the portal itself says of losses."""
        answer = requests.get(
            f"{self.base}/metrics",
            headers={"Authorization": f"Bearer {TOKEN}"},
            timeout=30,
        )
        lines = dict(
            line.rsplit(" ", 1)
            for line in answer.text.splitlines()
            if line and line[0] != "#"
        )
        told = {name: int(float(lines[key])) for name, key in COUNTERS.items()}
        return {**self.figures(tally), **told}


class EmbeddedBreakable(Breakable):
    """One file, one web process, one worker."""

    workers = ("worker",)

    def start_worker(self) -> None:
        """Start the embedded worker."""
        self.start("worker", sys.executable, "manage.py", "run_worker")

    def query(self, sql: str) -> list[tuple]:
        """Ask the file directly."""
        path = self.folder / "portal.sqlite3"
        with sqlite3.connect(path, timeout=20) as connection:
            return connection.execute(sql).fetchall()

    def hurry(self) -> None:
        """Let the pauses between attempts pass."""
        now = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
        self.query(
            f"UPDATE contacts_outgoingemail SET next_attempt_at = {now}"  # noqa: S608
            f" WHERE state = 'RETRYING' AND next_attempt_at > {now}"
        )


@contextmanager
def production(disk: int = 0, **more: str) -> Iterator[Breakable]:
    """Run one with servers of its own; `disk` as PostgreSQL's has it."""
    postgres, redis = Postgres(disk), Redis()
    try:
        with Sink() as sink:
            database = postgres.create(f"faults_{uuid4().hex}")
            portal = Breakable(database, redis.url, sink, **{**SETTINGS, **more})
            portal.postgres, portal.redis = postgres, redis
            portal.front = Front(portal.port)
            try:
                yield portal
            finally:
                portal.front.close()
                portal.close()
    finally:
        redis.close()
        postgres.close()


@contextmanager
def embedded(**more: str) -> Iterator[EmbeddedBreakable]:
    """Run one in a folder of its own."""
    with Sink() as sink:
        portal = EmbeddedBreakable("", "", sink, **{**SETTINGS, **more})
        try:
            yield portal
        finally:
            portal.close()


def near_address_of(key: str) -> str:
    """Return one of this machine's own addresses, another for each message."""
    number = int(key[:6], 16)
    return f"127.{number >> 16}.{number >> 8 & 255}.{number & 255}"


def hang(redis: Redis) -> None:
    """Let Redis take connections and answer nothing."""
    os.kill(redis.process.pid, signal.SIGSTOP)


def go_on(redis: Redis) -> None:
    """Let it answer again."""
    os.kill(redis.process.pid, signal.SIGCONT)
