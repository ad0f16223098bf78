"""Everything that is measured: `script/bench [SECONDS]`; fails where a goal is missed.

--quick          two minutes: pages and messages alone, in short rounds
--profile LINE   where the time of one line of `bench/goals.toml` goes
"""

import argparse
import subprocess
import sys
from functools import partial

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
    results,
    selfcheck,
)
from bench.judging import GOALS, Line, interleaved, judge, show
from bench.server import ROOT, BenchServer
from tests.services.servers import Postgres, find

ROUNDS = 5
QUICK_SECONDS, QUICK_ROUNDS = 1.0, 3


def main() -> None:
    """Measure on SQLite, and on PostgreSQL where the machine has it."""
    asked = read_options()
    if asked.profile:
        profile(asked.profile)
        return
    seconds, rounds = asked.seconds, ROUNDS
    if asked.quick:
        seconds, rounds = QUICK_SECONDS, QUICK_ROUNDS
    else:
        selfcheck.measure(seconds)
    lines, wrong = on_sqlite(seconds, rounds, quick=asked.quick)
    if not asked.quick:
        wrong += [] if letters.measure() else ["taking letters in"]
        wrong += mails.measure()
    if find("initdb"):
        more, others = on_postgres(seconds, rounds, quick=asked.quick)
        lines, wrong = lines + more, wrong + others
    print(f"Kept in {results.keep(lines, seconds, rounds).relative_to(ROOT)}")
    if wrong:
        sys.exit(f"Not as it has to be: {', '.join(wrong)}")


def read_options() -> argparse.Namespace:
    """Return what is asked for."""
    parser = argparse.ArgumentParser("script/bench", description=__doc__)
    parser.add_argument("seconds", nargs="?", type=float, default=4.0)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--profile", metavar="LINE", choices=sorted(GOALS))
    return parser.parse_args()


def profile(line: str) -> None:
    """Print where the time of a line goes, on SQLite."""
    server = BenchServer()
    try:
        command = [sys.executable, "-m", "bench.profiling", line]
        subprocess.run(command, env=server.environment, cwd=ROOT, check=True)
    finally:
        server.close()


def on_sqlite(
    seconds: float, rounds: int, *, quick: bool
) -> tuple[list[Line], list[str]]:
    """Measure pages and messages; return the lines, and what misses its goal."""
    server = BenchServer()
    try:
        messages.check(server)
        floor = partial(messages.sqlite_floor, server.folder)
        measures = pages.measures(server, seconds)
        measures |= messages.measures(server, "SQLite", floor, seconds)
        print("Pages, and messages on SQLite")
        lines = judge(interleaved(measures, rounds))
        wrong = show(lines)
        if not quick:
            notes.measure(server.environment)
            wrong += grown(server, "SQLite")
            wrong += [] if marks.measure(server) else ["marking notes"]
            wrong += [] if imports.measure(server) else ["messages beside an import"]
    finally:
        server.close()
    return lines, wrong


def on_postgres(
    seconds: float, rounds: int, *, quick: bool
) -> tuple[list[Line], list[str]]:
    """Measure messages on a private PostgreSQL; return as `on_sqlite` does."""
    postgres = Postgres()
    try:
        url = postgres.create("bench")
        server = BenchServer(url)
        try:
            floor, database = partial(messages.postgres_floor, url), postgres.family()
            measures = messages.measures(
                server, "PostgreSQL", floor, seconds, database[0]
            )
            print("Messages on PostgreSQL")
            lines = judge(interleaved(measures, rounds))
            wrong = show(lines)
            messages.tell_cost(server)
            if not quick:
                wrong += [] if flood.measure(server) else ["messages beside a flood"]
                wrong += grown(server, "PostgreSQL")
            return lines, wrong
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
