"""Messages are accepted while an import runs, on SQLite, with real processes."""

from pathlib import Path

import pytest

from bench.imports import PROMISE, beside_an_import, copies_of_our_own
from bench.server import BenchServer

# On a machine that does other things as well; the bench measures the promise itself.
LOOSE = 2 * PROMISE
pytestmark = [pytest.mark.services, pytest.mark.long]


def test_messages_are_accepted_beside_an_import(tmp_path: Path, capsys):
    server = BenchServer()
    try:
        waits, lines = beside_an_import(server, copies_of_our_own(tmp_path))
    finally:
        server.close()
    with capsys.disabled():
        print(  # noqa: T201
            f"\n  {len(waits)} messages beside an import of {lines}: the longest took"
            f" {max(waits) * 1000:.0f} ms (promised: {PROMISE:.0f} s)"
        )
    assert len(waits) >= 30
    assert lines >= 60
    assert max(waits) < LOOSE
