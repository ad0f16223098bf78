"""Everything that is measured: `script/bench [SECONDS]`; fails where a goal is missed.

--quick          two minutes: a tenth of the data, in short rounds
--profile LINE   where the time of one line of `bench/goals.toml` goes
"""

import argparse
import subprocess
import sys

from bench import (
    alerts,
    drawn,
    finding,
    flood,
    imports,
    inbox,
    letters,
    mails,
    marks,
    messages,
    notes,
    pages,
    proxied,
    results,
    selfcheck,
)
from bench.apart import told_by
from bench.deployed import Deployed
from bench.judging import GOALS, MISSED, Line
from bench.plan import QUICK, Plan
from bench.server import ROOT, BenchServer
from bench.servers_apart import ServerApart
from tests.services.servers import find


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
    server, command = BenchServer(), [sys.executable, "-m", "bench.profiling", line]
    relay = ServerApart(server.folder)
    at = {"EMAIL_URL": f"smtp://127.0.0.1:{relay.port}", "BULK_PER_SECOND": "1000000"}
    try:
        environment = {**server.environment, **at}
        subprocess.run(command, env=environment, cwd=ROOT, check=True)
    finally:
        relay.close()
        server.close()


def on_sqlite(plan: Plan) -> list[Line]:
    """Measure pages and messages, and what grows, on SQLite."""
    server = BenchServer()
    try:
        # Messages are measured where a hundred thousand are already.
        lines = inbox.measure(server.environment, "SQLite", plan)
        lines += pages.measure(server, plan)
        lines += messages.measure_on_sqlite(server, plan)
        if not plan.is_quick:
            selfcheck.measure(plan.seconds)
            notes.measure(server.environment)
            lines += marks.measure(server)
        lines += finding.measure_on_sqlite(plan)
        lines += alerts.measure(server, "SQLite", plan)
        return [*lines, *imports.measure(server, plan)]
    finally:
        server.close()


def on_postgres(plan: Plan) -> list[Line]:
    """Measure messages, and what grows, on a private PostgreSQL."""
    there = Deployed()
    try:
        lines = inbox.measure(there.server.environment, "PostgreSQL", plan)
        counts = told_by(there.server.environment, "bench.counting")
        return [
            *lines,
            *drawn.measure(there.server, plan, counts),
            *proxied.measure(there.server, plan),
            *messages.measure(there.server, there.alone, plan, counts),
            *flood.measure(there.server, plan),
            *finding.measure(there.postgres, plan),
            *alerts.measure(there.server, "PostgreSQL", plan),
        ]
    finally:
        there.close()


if __name__ == "__main__":
    main()
