"""Alerts leave as fast as they can, beside postfix's own program to the same server.

python -m bench.drain [SUBSCRIBERS [SENDERS]]

Counted from alerts that wait for their mail: they are written, claimed, sent, marked.
Then the same again to a server that puts 5 % off and refuses 1 % for good.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from bench.judging import Line, measured, show
from bench.processors import processor_of
from bench.server import ROOT
from bench.servers_apart import answers
from tests.hospital import OPERATOR
from tests.services.servers import Postgres, find, wait_until
from tests.sink import free_port

SUBSCRIBERS, SENDERS = 100_000, 2
# Studies, and the conditions that they and all people have: each hears of some.
CROWD = ("2", "4")
LENGTH, SOURCE_LINES = 9000, 4
SECONDS, RATE, MEMORY = "100,000 alerts", "alerts a second", "memory of a sender"
REFUSED = "100,000 alerts, 5 % put off, 1 % refused"
LOST, TWICE = "alerts lost", "alerts sent twice"
LINES = (SECONDS, RATE, MEMORY, REFUSED, LOST, TWICE)


class Senders:
    """A database with people whose alerts wait, and processes that send them."""

    def __init__(self, database_url: str, folder: Path, count: int) -> None:
        self.folder, self.count = folder, count
        self.environment = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "SECRET_KEY": "bench-" + "x" * 50,
            "FIELD_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "SERVE_UNAPPROVED": "true",
            "ALLOWED_HOSTS": "127.0.0.1",
            "PUBLIC_URL": "http://127.0.0.1:8000",
            "TRUSTED_HOPS": "1",
            "DATABASE_URL": database_url,
            "LOG_LEVEL": "CRITICAL",
            "BULK_PER_SECOND": "1000000",
            "BULK_SENDERS": str(count),
            **OPERATOR,
        }

    def run(self, *args: str) -> str:
        """Run a step and return what it prints."""
        command = [sys.executable, *args]
        done = subprocess.run(
            command,
            env=self.environment,
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout

    def send(self, port: int) -> tuple[float, float, int]:
        """Send all; return the seconds it took, those of processors, and peak KB."""
        environment = {**self.environment, "EMAIL_URL": f"smtp://127.0.0.1:{port}"}
        command = [sys.executable, "-m", "bench.senders", "ready"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        running = [
            subprocess.Popen(command, env=environment, cwd=ROOT, **pipes)
            for _ in range(self.count)
        ]
        for one in running:
            one.stdout.readline()
        # What starting took is no alert's.
        started = sum(processor_of(one.pid) for one in running)
        began = time.monotonic()
        for one in running:
            one.stdin.close()
        used = [os.wait4(one.pid, 0)[2] for one in running]
        took = time.monotonic() - began
        worked = sum(one.ru_utime + one.ru_stime for one in used) - started
        return took, worked, max(one.ru_maxrss for one in used)


def measure(
    subscribers: int = SUBSCRIBERS, senders: int = SENDERS, *, is_quick: bool = False
) -> list[Line]:
    """Measure both rates on a private PostgreSQL; refusals only where there is time.

    What is put off is waited for, however few there are.
    """
    postgres = Postgres()
    try:
        with TemporaryDirectory(prefix="portal-drain-") as folder:
            url = postgres.create(f"drain_{uuid4().hex}")
            crowd = Senders(url, Path(folder), senders)
            crowd.run("manage.py", "migrate", "-v0", "--skip-checks")
            crowd.run("-m", "bench.crowd", "fill", str(subscribers), *CROWD)
            lines = to_postfix(crowd, postgres) if find("smtp-sink") else []
            return lines if is_quick else [*lines, *to_refusing(crowd)]
    finally:
        postgres.close()


def matched(crowd: Senders) -> int:
    """Let all alerts wait for their mails again; return how many people get one."""
    crowd.run("-m", "bench.crowd", "forget")
    crowd.run("-m", "bench.crowd", "match")
    return int(crowd.run("-m", "bench.senders", "people"))


def to_postfix(crowd: Senders, postgres: Postgres) -> list[Line]:
    """Measure beside smtp-source, to smtp-sink."""
    people, port = matched(crowd), free_port()
    sink = subprocess.Popen(
        [str(find("smtp-sink")), "-u", "nobody", f"127.0.0.1:{port}", "1000"]
    )
    try:
        wait_until(lambda: answers(port), "smtp-sink answering")
        floor = rate_of_postfix(port, people)
        before = processor_of(sink.pid), processor_of(postgres.family()[0])
        took, worked, peak = crowd.send(port)
        of_sink = processor_of(sink.pid) - before[0]
        of_database = processor_of(postgres.family()[0]) - before[1]
    finally:
        sink.terminate()
        sink.wait()
    rate, cost = people / took, (worked + of_database + of_sink) / people
    print(
        f"  {people} alerts by {crowd.count} senders; of processors a mail takes "
        f"{worked / people * 1e6:.0f} µs of ours, {of_database / people * 1e6:.0f} of "
        f"the database's, {of_sink / people * 1e6:.0f} of the server's"
    )
    return show(
        [
            measured(SECONDS, took * SUBSCRIBERS / people),
            Line(RATE, [rate / floor], rate, cost * 1000),
            measured(MEMORY, peak / 1000),
        ]
    )


def to_refusing(crowd: Senders) -> list[Line]:
    """Measure to a server that puts some off and refuses others, and count."""
    people, port = matched(crowd), free_port()
    file = crowd.folder / "counted"
    command = [sys.executable, "-m", "bench.sink", str(port), str(file), "5", "1"]
    sink = subprocess.Popen(command, cwd=ROOT)
    try:
        wait_until(lambda: answers(port), "the server answering")
        took, _worked, _peak = crowd.send(port)
    finally:
        sink.terminate()
        sink.wait()
    told = json.loads(file.read_text())
    found = {
        REFUSED: took * SUBSCRIBERS / people,
        LOST: people - told["mails"] - told["refused"],
        TWICE: told["twice"],
    }
    return show([measured(*one) for one in found.items()])


def rate_of_postfix(port: int, mails: int) -> float:
    """Return how many mails smtp-source sends in a second."""
    number = ["-s", str(SOURCE_LINES), "-m", str(mails), "-l", str(LENGTH)]
    began = time.monotonic()
    subprocess.run(
        [str(find("smtp-source")), "-d", *number, f"127.0.0.1:{port}"], check=True
    )
    return mails / (time.monotonic() - began)


if __name__ == "__main__":
    measure(*map(int, sys.argv[1:]))
