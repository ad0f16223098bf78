"""Everything that is measured: `script/bench [SECONDS]`; fails where a limit is."""

import sys

from bench import (
    alerts,
    flood,
    imports,
    inbox,
    letters,
    mails,
    marks,
    messages,
    notes,
    pages,
    selfcheck,
)
from bench.server import BenchServer
from tests.services.servers import Postgres, find


def main() -> None:
    """Measure on SQLite, and on PostgreSQL where the machine has it."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 4.0
    selfcheck.measure(seconds)
    server = BenchServer()
    try:
        notes.measure(server.environment)
        pages.measure(server, seconds)
        messages.check(server)
        floor = messages.sqlite_floor(server.folder, seconds)
        messages.measure(server, "SQLite", floor, seconds)
        wrong = grown(server, "SQLite")
        wrong += [] if marks.measure(server) else ["marking notes"]
        wrong += [] if imports.measure(server) else ["messages beside an import"]
    finally:
        server.close()
    wrong += [] if letters.measure() else ["taking letters in"]
    wrong += mails.measure()
    if find("initdb"):
        wrong += on_postgres(seconds)
    if wrong:
        sys.exit(f"Not as it has to be: {', '.join(wrong)}")


def on_postgres(seconds: float) -> list[str]:
    """Measure on a private PostgreSQL; return what is slower than it may be."""
    postgres = Postgres()
    try:
        url = postgres.create("bench")
        server = BenchServer(url)
        try:
            floor = messages.postgres_floor(url, seconds)
            database = postgres.family()[0]
            messages.measure(server, "PostgreSQL", floor, seconds, database)
            wrong = [] if flood.measure(server) else ["messages beside a flood"]
            return wrong + grown(server, "PostgreSQL")
        finally:
            server.close()
    finally:
        postgres.close()


def grown(server: BenchServer, name: str) -> list[str]:
    """Measure full inboxes and 100,000 subscribers; return what is too slow."""
    wrong = (
        []
        if inbox.measure(server.environment, name)
        else [f"{name}: the inbox of 50,000"]
    )
    return wrong + alerts.measure(server, name)


if __name__ == "__main__":
    main()
