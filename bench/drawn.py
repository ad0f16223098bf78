"""Pages that somebody has to draw or fetch, on PostgreSQL, with a shared cache.

Beside a template of plain values and four queries. Without Redis a page that this
process does not have is drawn: there is no other shared place.
"""

import re
from functools import partial

import requests

from bench.judging import Line, interleaved, judge, measured, show
from bench.load import get
from bench.messages import post
from bench.pages import STUDY, asked
from bench.plan import Plan
from bench.server import BenchServer

FLOOR = "a template and four queries"
KEPT = "study page, kept but not by this process"
NEVER, STATUS = "study page, never rendered", "status page"
QUERIES = "status page, queries"
PATHS = {
    FLOOR: f"/bench/four/{STUDY}/",
    KEPT: f"/bench/kept/{STUDY}/",
    NEVER: f"/bench/never/{STUDY}/",
}
LINES = (KEPT, NEVER, STATUS, QUERIES)


def measure(server: BenchServer, plan: Plan, counts: dict[str, int]) -> list[Line]:
    """Measure on a server with Redis; `counts`: what `bench.counting` found."""
    print("Pages that are fetched or drawn, and a family's own, on PostgreSQL")
    measures = {
        name: partial(asked, server, get(path), plan.seconds)
        for name, path in PATHS.items()
        if name != KEPT or server.environment.get("REDIS_URL")
    }
    own = get(own_page(server), X_Forwarded_For="2001:db8::1")
    measures[STATUS] = partial(asked, server, own, plan.seconds)
    found = interleaved(measures, plan.rounds)
    status = measured(STATUS, *(one.milliseconds for one in found[STATUS]))
    queries = measured(QUERIES, counts["status"])
    return show([*judge(found), status, queries])


def own_page(server: BenchServer) -> str:
    """Write a message; return the address of the page that its family gets."""
    head, _, body = post().partition(b"\r\n\r\n")
    names = dict(re.findall(rb"([\w-]+): ([^\r]+)", head))
    answer = requests.post(
        f"http://127.0.0.1:{server.port}/trials/{STUDY}/message/",
        data=body,
        headers={name.decode(): value.decode() for name, value in names.items()},
        allow_redirects=False,
        timeout=30,
    )
    return answer.headers["Location"]
