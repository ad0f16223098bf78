"""Everything that is measured: `script/bench [SECONDS]`; fails where a goal is missed.

--quick          two minutes: a tenth of the data, in short rounds
--part PART      one of the parts of `bench/goals.toml` alone, beside what is kept
--profile LINE   where the time of one line of `bench/goals.toml` goes
"""

import argparse
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bench import (
    alerts,
    drain,
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

PARTS = ("pages", "messages", "mails", "alerts", "search", "growth")
POSTGRES, SQLITE, LONG = "PostgreSQL", "SQLite", True
Parts = Sequence[str]


class Step(NamedTuple):
    """What measures some lines of a part; a short run leaves out what takes long."""

    part: str
    measure: Callable[[], list[Line]]
    is_long: bool = False


def main() -> None:
    """Measure on SQLite, and on PostgreSQL where the machine has it."""
    asked = read_options()
    if asked.profile:
        profile(asked.profile)
        return
    plan = QUICK if asked.quick else Plan(asked.seconds)
    parts = asked.part or PARTS
    lines = [*on_sqlite(plan, parts), *apart(plan, parts)]
    if find("initdb"):
        lines += on_postgres(plan, parts)
    print(f"Kept in {results.keep(lines, plan).relative_to(ROOT)}")
    missed = [line.name for line in lines if line.verdict == MISSED]
    if missed:
        sys.exit(f"Missed: {', '.join(missed)}")


def read_options() -> argparse.Namespace:
    """Return what is asked for."""
    parser = argparse.ArgumentParser("script/bench", description=__doc__)
    parser.add_argument("seconds", nargs="?", type=float, default=Plan.seconds)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--part", action="append", choices=PARTS)
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


def on_sqlite(plan: Plan, parts: Parts) -> list[Line]:
    """Measure pages and messages, and what grows, on SQLite."""
    server = BenchServer()
    try:
        # Messages are measured where a hundred thousand are already.
        steps = [
            Step(
                "growth", lambda: inbox.measure(server.environment, SQLITE, plan), LONG
            ),
            Step("pages", lambda: pages.measure(server, plan)),
            Step("messages", lambda: messages.measure_on_sqlite(server, plan)),
            Step("growth", lambda: in_one_process(server, plan), LONG),
            Step("search", lambda: finding.measure_on_sqlite(plan), LONG),
            Step("alerts", lambda: alerts.measure(server, SQLITE, plan), LONG),
            Step("growth", lambda: imports.measure(server), LONG),
        ]
        return done(steps, parts, plan)
    finally:
        server.close()


def in_one_process(server: BenchServer, plan: Plan) -> list[Line]:
    """Tell what one deed takes that nothing is compared with."""
    selfcheck.measure(plan.seconds)
    notes.measure(server.environment)
    return marks.measure(server)


def apart(plan: Plan, parts: Parts) -> list[Line]:
    """Measure what has processes or a database of its own."""
    steps = [
        Step("messages", letters.measure, LONG),
        Step("mails", lambda: mails.measure(plan)),
    ]
    return done(steps, parts, plan)


def on_postgres(plan: Plan, parts: Parts) -> list[Line]:
    """Measure messages, and what grows, on a private PostgreSQL."""
    there = Deployed()
    server, alone = there.server, there.alone
    try:
        # An inbox is filled before anybody has written.
        environment = server.environment
        full = [Step("growth", lambda: inbox.measure(environment, POSTGRES, plan))]
        lines = done(full, parts, plan)
        counts = told_by(server.environment, "bench.counting")
        steps = [
            Step("pages", lambda: drawn.measure(server, plan, counts)),
            Step("pages", lambda: proxied.measure(server, plan)),
            Step("messages", lambda: messages.measure(server, alone, plan, counts)),
            Step("messages", lambda: flood.measure(server, plan), LONG),
            Step("search", lambda: finding.measure(there.postgres, plan)),
            Step("alerts", lambda: alerts.measure(server, POSTGRES, plan), LONG),
            Step("alerts", lambda: drained(plan)),
        ]
        return lines + done(steps, parts, plan)
    finally:
        there.close()


def drained(plan: Plan) -> list[Line]:
    """Measure how fast alerts leave."""
    people = plan.part_of(drain.SUBSCRIBERS)
    return drain.measure(people, is_quick=plan.is_quick)


def done(steps: Sequence[Step], parts: Parts, plan: Plan) -> list[Line]:
    """Measure what is asked for, in order."""
    asked = [one for one in steps if one.part in parts]
    asked = [one for one in asked if not (plan.is_quick and one.is_long)]
    return [line for one in asked for line in one.measure()]


if __name__ == "__main__":
    main()
