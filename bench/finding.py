"""The search beside bare statements, among 100,000 studies and 20,000 on SQLite."""

from statistics import median, quantiles
from typing import Any

from bench.apart import told_by
from bench.judging import Line, measured, show
from bench.plan import Plan
from bench.server import Installation
from tests.services.servers import Postgres

MANY, ON_SQLITE = 100_000, 20_000
ASKED, ASKED_QUICKLY = 200, 40
OF_ONE = "nearest ten of a study's 1,000 sites"
OF_MANY = "nearest of many sites, PostgreSQL"
MEDIAN = "search in 100,000 studies, median"
WORST = "search in 100,000 studies, worst of 200"
P95 = "search in 20,000 studies on SQLite, p95"
LINES = (OF_ONE, OF_MANY, MEDIAN, WORST, P95)


def measure_on_sqlite(plan: Plan) -> list[Line]:
    """Measure on a file of its own."""
    found = asked(Installation(), ON_SQLITE, plan)
    return show(
        [
            measured(OF_ONE, median(found["nearest of one"])),
            measured(P95, quantiles(found["found"], n=20)[-1]),
        ]
    )


def measure(postgres: Postgres, plan: Plan) -> list[Line]:
    """Measure on a database of its own."""
    found = asked(Installation(postgres.create("search")), MANY, plan)
    ours, bare = found["found"], found["bare"]
    places, bare_places = found["nearest of many"], found["bare nearest of many"]
    return show(
        [
            measured(MEDIAN, median(ours) / median(bare)),
            measured(WORST, max(ours) / max(bare)),
            measured(OF_MANY, median(places) / median(bare_places)),
        ]
    )


def asked(there: Installation, count: int, plan: Plan) -> dict[str, Any]:
    """Fill a database with studies and search in it; return all times."""
    there.bring_tables()
    rows, times = plan.part_of(count), ASKED_QUICKLY if plan.is_quick else ASKED
    found: dict[str, Any] = told_by(
        there.environment, "bench.search", "lines", rows, times
    )
    print(f"Search in {rows:,} studies, {found['terms']} terms in turn")
    for name, each in found.items():
        if isinstance(each, list):
            print(f"  {name:40} median {median(each):.2f} ms, worst {max(each):.2f} ms")
    return found
