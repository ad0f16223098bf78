"""Deeds that begin at the same moment, each in a thread of its own."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection, connections

ROOT = Path(__file__).resolve().parents[2]
# Threads share SQLite's test database; in a file each has its own connection.
HAS_LOCKS = connection.vendor != "sqlite" or "TEST_SQLITE_FILE" in os.environ
NO_LOCKS = "threads share SQLite's test database"


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Let all begin together; return what each returned, in their order."""
    barrier, done = threading.Barrier(len(deeds)), {}

    def work(number: int, deed: Callable[[], Any]) -> None:
        try:
            barrier.wait(10)
            done[number] = deed()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=one) for one in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [done[number] for number in range(len(deeds))]


def run_on_file(module: str, folder: Path) -> str:
    """Run a module's tests on a SQLite file; return what pytest printed."""
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    environment["TEST_SQLITE_FILE"] = str(folder / "test.sqlite3")
    wanted = str(Path(module).relative_to(ROOT))
    command = [sys.executable, "-m", "pytest", "-q", "-m", "not services", wanted]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-3000:]
    return done.stdout
