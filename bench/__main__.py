"""Everything that is measured: `script/bench [SECONDS]`; fails where a goal is missed.

--quick          two minutes: a tenth of the data, in short rounds
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
from bench.judging import GOALS, MISSED, Line, interleaved, judge, show
from bench.plan import QUICK, Plan
from bench.server import ROOT, BenchServer
from tests.services.servers import Postgres, find


def main() -> None:
    """Measure on SQLite, and on PostgreSQL where the machine has it."""
    asked = read_options()
    if asked.profile:
        profile(asked.profile)
        return
    plan = QUICK if asked.quick else Plan(asked.seconds)
    lines = [*on_sqlite(plan), *letters.measure(plan), *mails.measure(plan)]
    if find("initdb"):
        lines += on_postgres(plan)
    print(f"Kept in {results.keep(lines, plan).relative_to(ROOT)}")
    missed = [line.name for line in lines if line.verdict == MISSED]
    if missed:
        sys.exit(f"Missed: {', '.join(missed)}")


def read_options() -> argparse.Namespace:
    """Return what is asked for."""
    parser = argparse.ArgumentParser("script/bench", description=__doc__)
    parser.add_argument("seconds", nargs="?", type=float, default=Plan.seconds)
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


def on_sqlite(plan: Plan) -> list[Line]:
    """Measure pages and messages, and what grows, on SQLite."""
    server = BenchServer()
    try:
        # Messages are measured where a hundred thousand are already.
        full = inbox.measure(server.environment, "SQLite", plan)
        messages.check(server)
        floor = partial(messages.sqlite_floor, server.folder)
        measures = pages.measures(server, plan.seconds)
        measures |= messages.measures(server, "SQLite", floor, plan.seconds)
        print("Pages, and messages on SQLite")
        lines = show(judge(interleaved(measures, plan.rounds)))
        if not plan.is_quick:
            selfcheck.measure(plan.seconds)
            notes.measure(server.environment)
            lines += marks.measure(server)
        lines += alerts.measure(server, "SQLite", plan)
        return [*full, *lines, *imports.measure(server, plan)]
    finally:
        server.close()


def on_postgres(plan: Plan) -> list[Line]:
    """Measure messages, and what grows, on a private PostgreSQL."""
    postgres = Postgres()
    try:
        url = postgres.create("bench")
        server = BenchServer(url)
        try:
            full = inbox.measure(server.environment, "PostgreSQL", plan)
            floor, database = partial(messages.postgres_floor, url), postgres.family()
            measures = messages.measures(
                server, "PostgreSQL", floor, plan.seconds, database[0]
            )
            print("Messages on PostgreSQL")
            lines = show(judge(interleaved(measures, plan.rounds)))
            messages.tell_cost(server)
            lines += flood.measure(server)
            return [*full, *lines, *alerts.measure(server, "PostgreSQL", plan)]
        finally:
            server.close()
    finally:
        postgres.close()


if __name__ == "__main__":
    main()
