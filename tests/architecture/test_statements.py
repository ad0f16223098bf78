"""The second database is asked every statement, each by the quickest tests."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

from contacts.models import Team
from tests.gate.statements import Noting, cover, needed, runs_on_each, shape
from tests.run import SHORT, STATEMENTS, on_servers, on_sqlite

SLOW = (9.0, frozenset({1, 2}))
QUICK = (0.1, frozenset({1, 2}))
RARE = (9.0, frozenset({3}))


def test_the_quickest_tests_send_every_statement():
    noted = {"slow": SLOW, "quick": QUICK, "rare": RARE, "none": (0.1, frozenset())}
    assert cover(noted) == {"quick", "rare"}


def test_nothing_noted_covers_nothing():
    assert cover({}) == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("id IN (%s, %s, %s)", "id IN (%s, %s)"),
        ("VALUES (%s, %s), (%s, %s), (%s, %s)", "VALUES (%s, %s), (%s, %s)"),
    ],
)
def test_how_many_values_makes_no_other_statement(one, other):
    assert shape(one) == shape(other)
    assert shape(one) != shape(one.lower().replace("id", "name"))


@pytest.mark.django_db
def test_what_a_test_sends_is_noted(tmp_path):
    noting = Noting(tmp_path / "a" / "one.json")
    with connection.execute_wrapper(noting.note):
        Team.objects.exists()
    assert len(noting.sent) == 1
    noting.noted["a test"] = (0.5, sorted(noting.sent))
    noting.pytest_sessionfinish()
    assert json.loads(noting.path.read_text()) == {"a test": [0.5, [*noting.sent]]}


@dataclass(frozen=True)
class Collected:
    """A test as pytest collected it."""

    nodeid: str
    path: Path
    is_own: bool = False

    def get_closest_marker(self, name: str) -> pytest.Mark | None:
        own = pytest.mark.django_db(transaction=True).mark
        return own if self.is_own and name == own.name else None


def test_what_was_never_noted_is_repeated_and_what_others_send_is_not(tmp_path):
    (tmp_path / "one.json").write_text(
        json.dumps({"quick": [0.1, [1, 2]], "slow": [9, [1, 2]], "own": [9, [3]]})
    )
    file = tmp_path / "test_x.py"
    file.touch()
    new, quick, slow = (Collected(one, file) for one in ("new", "quick", "slow"))
    own = Collected("own", file, is_own=True)
    assert needed([new, slow, quick, own], tmp_path) == [new, quick, own]


def test_what_knows_its_database_runs_on_each(tmp_path):
    file = tmp_path / "test_y.py"
    file.write_text('if connection.vendor == "sqlite": ...')
    assert runs_on_each(Collected("x", file))
    assert runs_on_each(Collected("tests/portal/audit/test_x.py::y", tmp_path / "z"))


class Stack:
    """Nothing is started."""


def test_only_the_gate_leaves_statements_to_others(monkeypatch):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgresql:///none")
    monkeypatch.setenv("TEST_REDIS_URL", "redis://none")
    # One word each: two would be read as a folder of tests before our own options.
    noting, each = f"--note-statements={STATEMENTS}", f"--each-statement={STATEMENTS}"
    assert on_sqlite(Stack(), ["chromium"], SHORT).options == (noting,)
    assert on_servers(Stack(), SHORT).options == ("--database-only", each)
    assert on_sqlite(Stack(), ["chromium"], "").options == ()
    assert on_servers(Stack(), "").options == ("--database-only",)
