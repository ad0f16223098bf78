"""Matching on PostgreSQL: killed in the middle, and by many processes at once."""

import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from tests.hospital import OPERATOR
from tests.services.servers import Postgres

pytestmark = [pytest.mark.services, pytest.mark.long]
ROOT = Path(__file__).resolve().parents[2]
SUBSCRIBERS, STUDIES, KILLS, PROCESSES = 4000, 400, 3, 4


class Crowd:
    """Subscribers and changed studies in a database of their own."""

    def __init__(
        self,
        database_url: str,
        size: tuple[int, int] = (SUBSCRIBERS, STUDIES),
        **environment: str,
    ) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="portal-crowd-"))
        self.environment = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "SECRET_KEY": "crowd-" + "x" * 50,
            "FIELD_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            # As a demonstration: nobody has approved its words.
            "SERVE_UNAPPROVED": "true",
            "ALLOWED_HOSTS": "127.0.0.1",
            **OPERATOR,
            "TRUSTED_HOPS": "0",
            "DATABASE_URL": database_url,
            "LOG_LEVEL": "ERROR",
            **environment,
        }
        self.run("manage.py", "migrate", "-v0", "--skip-checks")
        self.step("fill", *map(str, size))

    def start(self, *args: str) -> subprocess.Popen[str]:
        """Start Python in the crowd's environment."""
        return subprocess.Popen(
            [sys.executable, *args],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, *args: str) -> tuple[int, str]:
        """Run it to its end; return its status and what it printed."""
        process = self.start(*args)
        printed, _ = process.communicate()
        return process.returncode, printed

    def step(self, *args: str) -> str:
        """Run a step that has to succeed."""
        status, printed = self.run("-m", "bench.crowd", *args)
        assert status == 0
        return printed

    def ledger(self) -> Counter[str]:
        """Return every row with how often it is there, and begin anew."""
        file = self.folder / "ledger"
        self.step("ledger", str(file))
        self.step("forget")
        return Counter(file.read_text().splitlines())


@pytest.fixture(scope="module")
def crowd(postgres: Postgres) -> Crowd:
    """The crowd, and what one quiet run comes to."""
    made = Crowd(postgres.create("crowd"))
    made.step("match")
    made.whole = made.ledger()
    return made


def test_killed_three_times_nothing_is_missing_and_nothing_double(crowd, capsys):
    for _ in range(KILLS):
        news = str(STUDIES // (2 * KILLS))
        status, _printed = crowd.run("-m", "bench.crowd", "die", news)
        assert status == -signal.SIGKILL
    left = int(crowd.step("match").split()[2])
    assert 0 < left < sum(crowd.whole.values())
    assert crowd.ledger() == crowd.whole
    with capsys.disabled():
        print(f"\n  killed {KILLS} times, {len(crowd.whole)} alerts: none missing")  # noqa: T201


def test_many_processes_at_once_make_each_row_once(crowd):
    """Without the turn that keeps them apart: the ledger itself holds."""
    rushing = [crowd.start("-m", "bench.crowd", "rush") for _ in range(PROCESSES)]
    for process in rushing:
        process.communicate()
    assert [process.returncode for process in rushing] == [0] * PROCESSES
    assert crowd.ledger() == crowd.whole


def test_two_beats_at_once_are_one(crowd):
    pair = [crowd.start("-m", "bench.crowd", "match") for _ in range(2)]
    found = [int(process.communicate()[0].split()[2]) for process in pair]
    assert sum(found) == sum(crowd.whole.values())
    assert crowd.ledger() == crowd.whole
