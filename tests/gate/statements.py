"""What each test asks of the database: written down while the first stage runs.

A way to ask is a place in the code, the statement with its lists cut short, whether a
transaction is open, how it failed, and what SQLite takes and PostgreSQL may refuse:
long texts, large numbers, the character zero. From that the second stage is chosen
(covering.py). A plugin of pytest: `-p tests.gate.statements
--statements=FOLDER`.
"""

import json
import re
import sys
import time
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
from django.db.backends.signals import connection_created

from tests.gate.covering import is_particular

ROOT = str(Path(__file__).resolve().parents[2])
OURS = tuple(f"{ROOT}/{app}/" for app in ("contacts", "portal", "trials"))
LISTS = re.compile(r"%s(?:, %s)+")
MARKERS = re.compile(r"\s+")
LARGEST_INTEGER = 2**31
# By test: the seconds it took and the ways in which it asks.
ASKED: dict[str, tuple[float, set[str]]] = {}
WAYS: set[str] = set()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say where it is written."""
    parser.addoption("--statements", metavar="FOLDER")


def pytest_configure() -> None:
    """Listen at every connection, also at those of threads."""
    connection_created.connect(listen_to, weak=False)


def listen_to(connection: Any, **_kwargs: object) -> None:
    if note_statement not in connection.execute_wrappers:
        connection.execute_wrappers.append(note_statement)


def note_statement(execute, sql, params, many, context) -> Any:
    """Run a statement of the application and keep the way in which it was asked."""
    place, failure = place_asking(), ""
    try:
        return execute(sql, params, many, context)
    except Exception as error:
        failure = type(error).__name__
        raise
    finally:
        if place:
            is_open = context["connection"].in_atomic_block
            way = (place, shorten(str(sql)), is_open, failure, risks(params))
            WAYS.add(blake2b(repr(way).encode(), digest_size=8).hexdigest())


def place_asking() -> str:
    """Return the function of ours that is nearest to the statement; "" without one."""
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename.startswith(OURS):
            return f"{frame.f_code.co_filename}:{frame.f_code.co_name}"
        frame = frame.f_back
    return ""


def shorten(sql: str) -> str:
    """Return a statement without the lengths of its lists."""
    return MARKERS.sub(" ", LISTS.sub("%s", sql))


def risks(params: Any) -> tuple[int, bool, bool]:
    """Return what PostgreSQL looks at and SQLite does not: sizes, and the zero."""
    values = list(params.values()) if isinstance(params, dict) else list(params or ())
    texts = [one for one in values if isinstance(one, str)]
    numbers = [one for one in values if isinstance(one, int)]
    longest = max(map(len, texts), default=0)
    return (
        sum(longest > length for length in (64, 255, 1000)),
        any("\0" in text for text in texts),
        any(abs(number) >= LARGEST_INTEGER for number in numbers),
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Keep what was asked between a test's begin and its end."""
    WAYS.clear()
    begun = time.perf_counter()
    try:
        return (yield)
    finally:
        if has_a_matter_of_its_own(item):
            WAYS.add(item.nodeid)
        ASKED[item.nodeid] = (time.perf_counter() - begun, set(WAYS))


def has_a_matter_of_its_own(item: pytest.Item) -> bool:
    """Whether no other test can stand for it: transactions, code for one database."""
    marker = item.get_closest_marker("django_db")
    is_marked = marker is not None and marker.kwargs.get("transaction", False)
    fixtures = set(getattr(item, "fixturenames", ()))
    is_real = is_marked or bool(fixtures & {"transactional_db", "live_server"})
    return is_real or is_particular(item.path)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """What SQLite could not run, the other one has to."""
    if report.skipped:
        WAYS.add(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write it; each process has a file of its own."""
    if folder := session.config.getoption("--statements"):
        worker = getattr(session.config, "workerinput", {}).get("workerid", "one")
        rows = [[name, took, sorted(ways)] for name, (took, ways) in ASKED.items()]
        Path(folder, f"{worker}.json").write_text(json.dumps(rows), encoding="utf-8")
