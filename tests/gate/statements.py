"""What the second database has to be asked: every statement once.

A test that is repeated on PostgreSQL shows something new there when it sends a
statement that no other repeated test sends. The run on SQLite notes which statements
each test sends; the run on PostgreSQL keeps the quickest tests that send them all
between them, and all those whose answer hangs on more than a statement's form.
"""

import heapq
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from zlib import crc32

import pytest
from django.db import connection

# What is compared, ordered or too long differs with the values as well.
ALWAYS = (
    "tests/portal/audit/",
    "tests/portal/test_fuzz.py",
    "tests/portal/test_rotation.py",
    "tests/portal/test_upgrade.py",
    "tests/trials/models/",
    "tests/trials/search/",
)
# So does what a file shows that tells the databases apart.
TELLS_APART = re.compile(r"\bvendor\b|postgresql|from tests\.contacts\.at_once")
# Threads and transactions of their own, which is what the databases differ in.
OWN_TRANSACTIONS = {"transactional_db", "live_server"}
MANY = re.compile(r"(?:%s(?:, )?){2,}|(?:\((?:%s(?:, )?)+\)(?:, )?){2,}")

Noted = dict[str, tuple[float, frozenset[int]]]


def shape(sql: str) -> int:
    """Return a statement's form: how many values a list holds makes no other."""
    return crc32(MANY.sub("%s", sql).encode())


@cache
def tells_apart(path: Path) -> bool:
    """Whether a file of tests knows which database it runs on."""
    return bool(TELLS_APART.search(path.read_text(encoding="utf-8")))


def runs_on_each(item: pytest.Item) -> bool:
    """Whether a test runs on each database whatever it sends."""
    marker = item.get_closest_marker("django_db")
    is_own = bool(marker and marker.kwargs.get("transaction"))
    fixtures = set(getattr(item, "fixturenames", ()))
    if is_own or OWN_TRANSACTIONS & fixtures:
        return True
    return item.nodeid.startswith(ALWAYS) or tells_apart(item.path)


def read_noted(folder: Path) -> Noted:
    """Return each noted test's seconds and statements."""
    return {
        test: (seconds, frozenset(sent))
        for path in folder.glob("*.json")
        for test, (seconds, sent) in json.loads(path.read_text()).items()
    }


def cover(noted: Noted) -> set[str]:
    """Return tests that send every statement, the most new ones per second first."""
    left = set().union(*(sent for _, sent in noted.values()))
    waiting = [(-worth(*noted[test]), test) for test in sorted(noted)]
    heapq.heapify(waiting)
    chosen = set()
    while left:
        _, test = heapq.heappop(waiting)
        seconds, sent = noted[test]
        now = -worth(seconds, sent & left)
        # What it was worth may have been sent by others since.
        if waiting and now > waiting[0][0]:
            heapq.heappush(waiting, (now, test))
            continue
        chosen.add(test)
        left -= sent
    return chosen


def worth(seconds: float, sent: frozenset[int]) -> float:
    """Return statements per second."""
    return len(sent) / (seconds + 0.01)


class Noting:
    """Notes the statements of each test of this process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.noted: dict[str, tuple[float, list[int]]] = {}
        self.sent: set[int] = set()
        self.seconds = 0.0

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self) -> Iterator[None]:
        """Listen while a test runs, its fixtures included."""
        self.sent, self.seconds = set(), 0.0
        with connection.execute_wrapper(self.note):
            return (yield)

    def note(self, execute: Callable, sql: str, *rest: object) -> object:
        """Note one statement, and let it go on."""
        if "SAVEPOINT" not in sql:
            self.sent.add(shape(sql))
        return execute(sql, *rest)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what a test sent that was not left out."""
        self.seconds += report.duration
        if report.when == "call" and report.passed:
            self.noted[report.nodeid] = (self.seconds, sorted(self.sent))

    def pytest_sessionfinish(self) -> None:
        """Write it down; the processes of a run each have their own file."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps(self.noted))


def needed(items: list[pytest.Item], folder: Path) -> list[pytest.Item]:
    """Return the tests that together send every statement, in their order."""
    noted = read_noted(folder)
    kept = {
        item.nodeid for item in items if item.nodeid not in noted or runs_on_each(item)
    }
    sent = frozenset().union(*(noted[one][1] for one in kept & noted.keys()))
    others = {item.nodeid for item in items} - kept
    kept |= cover({one: (noted[one][0], noted[one][1] - sent) for one in others})
    return [item for item in items if item.nodeid in kept]
