"""Everything that is measured: `script/bench [SECONDS]`."""

import sys

from bench import alerts, inbox, marks, messages, notes, pages, selfcheck
from bench.server import BenchServer
from tests.services.servers import Postgres, find


def main() -> None:
    """Measure on SQLite, and on PostgreSQL where the machine has it."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 4.0
    selfcheck.measure(seconds)
    notes.measure()
    server = BenchServer()
    try:
        pages.measure(server, seconds)
        messages.check(server)
        floor = messages.sqlite_floor(server.folder, seconds)
        messages.measure(server, "SQLite", floor, seconds)
        inbox.measure(server.environment, "SQLite")
        alerts.measure(server, "SQLite")
        is_fast = marks.measure(server)
    finally:
        server.close()
    if find("initdb"):
        on_postgres(seconds)
    sys.exit(not is_fast)


def on_postgres(seconds: float) -> None:
    """Measure messages on a private PostgreSQL."""
    postgres = Postgres()
    try:
        url = postgres.create("bench")
        server = BenchServer(url)
        try:
            floor = messages.postgres_floor(url, seconds)
            messages.measure(server, "PostgreSQL", floor, seconds)
            inbox.measure(server.environment, "PostgreSQL")
            alerts.measure(server, "PostgreSQL")
        finally:
            server.close()
    finally:
        postgres.close()


if __name__ == "__main__":
    main()
