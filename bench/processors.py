"""What something costs of the processors, told apart from what else the machine does.

A program's with all that it started, and ours with the database's session; a clock's
time is neither.
"""

import os
import time
from pathlib import Path

from django.db import connection

TICKS = os.sysconf("SC_CLK_TCK")


def processor_of(pid: int) -> float:
    """Return the seconds of processor of a process and of all those below it.

    Also of those below that have ended, as its parent was told.
    """
    try:
        own = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        below = [
            int(child)
            for tasks in Path(f"/proc/{pid}/task").glob("*/children")
            for child in tasks.read_text("utf-8").split()
        ]
    except FileNotFoundError:
        # It ended a moment ago.
        return 0.0
    return sum(map(int, own[11:15])) / TICKS + sum(map(processor_of, below))


def spent() -> float:
    """Return how many milliseconds this process and its session have used so far."""
    return time.process_time() * 1000 + session_spent()


def session_spent() -> float:
    """Return those of PostgreSQL's process for us; SQLite works in our own."""
    if connection.vendor != "postgresql":
        return 0.0
    assert connection.connection is not None
    process = connection.connection.info.backend_pid
    nanoseconds = Path(f"/proc/{process}/schedstat").read_text().split()[0]
    return int(nanoseconds) / 1_000_000


def work_alone() -> None:
    """Let no other process of PostgreSQL help our session, unseen."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET max_parallel_workers_per_gather = 0")
