"""Everything that is measured: `script/bench [SECONDS]`."""

import sys

from bench import alerts, inbox, messages, notes, pages, selfcheck
from bench.server import BenchServer
from tests.services.servers import Postgres, find


def main() -> int:
    """Measure on SQLite, and on PostgreSQL where the machine has it.

    Returns 1 when the inbox grows slower than promised.
    """
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 4.0
    selfcheck.measure(seconds)
    notes.measure()
    server = BenchServer()
    try:
        pages.measure(server, seconds)
        messages.check(server)
        floor = messages.sqlite_floor(server.folder, seconds)
        messages.measure(server, "SQLite", floor, seconds)
        is_fast = inbox.measure(server.environment, "SQLite")
        alerts.measure(server, "SQLite")
    finally:
        server.close()
    if find("initdb"):
        is_fast &= on_postgres(seconds)
    return 0 if is_fast else 1


def on_postgres(seconds: float) -> bool:
    """Measure on a private PostgreSQL; false when the inbox is too slow."""
    postgres = Postgres()
    try:
        url = postgres.create("bench")
        server = BenchServer(url)
        try:
            floor = messages.postgres_floor(url, seconds)
            messages.measure(server, "PostgreSQL", floor, seconds)
            is_fast = inbox.measure(server.environment, "PostgreSQL")
            alerts.measure(server, "PostgreSQL")
            return is_fast
        finally:
            server.close()
    finally:
        postgres.close()


if __name__ == "__main__":
    sys.exit(main())
