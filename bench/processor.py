"""What something costs of the processors: ours and that of the database's session.

On a machine that does other things as well this is told apart; a clock's time is not.
"""

import time
from pathlib import Path

from django.db import connection


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
