"""Pages that families see, beside an empty Django view without any middleware."""

from collections.abc import Callable
from functools import partial

import requests

from bench.judging import Line, Sample, interleaved, judge, show
from bench.load import get, rate
from bench.plan import Plan
from bench.server import BenchServer

STUDY = "NCT07233642"
CLIENTS = 16
FLOOR = "empty Django view"
PATHS = {
    FLOOR: "/bench/empty/",
    "study page, cached": f"/trials/{STUDY}/",
    "study page, 304": f"/trials/{STUDY}/",
    "home": "/",
    "list of studies": "/trials/",
    "places of a study": f"/trials/{STUDY}/sites/",
    "conditions": "/conditions/lupus-erythematosus-systemic/",
    "first page of a self-check": f"/trials/{STUDY}/self-check/",
    "sign-up": "/alerts/",
    "message form": f"/trials/{STUDY}/message/",
}
LINES = tuple(PATHS)[1:]


def measure(server: BenchServer, plan: Plan) -> list[Line]:
    """Measure what is remembered; it is so quick that half the time says as much."""
    print("Pages")
    measures = measures_of(server, plan.seconds / 2)
    return show(judge(interleaved(measures, plan.rounds)))


def measures_of(server: BenchServer, seconds: float) -> dict[str, Callable[[], Sample]]:
    """Return what measures each page once."""
    first = requests.get(f"http://127.0.0.1:{server.port}/trials/{STUDY}/", timeout=30)
    tag = first.headers["ETag"]
    return {
        name: partial(
            asked,
            server,
            get(path, If_None_Match=tag) if name.endswith("304") else get(path),
            seconds,
            expect=b"304" if name.endswith("304") else b"200",
        )
        for name, path in PATHS.items()
    }


def asked(
    server: BenchServer,
    request: bytes,
    seconds: float,
    *,
    clients: int = CLIENTS,
    expect: bytes = b"200",
) -> Sample:
    """Return how often a second one request is answered, and what one costs.

    What it costs to draw a page that nobody asked for lately is another line.
    """
    rate(server.port, lambda: request, seconds=0.01, clients=1, expect=expect)
    before = server.spent()
    found = rate(
        server.port, lambda: request, seconds=seconds, clients=clients, expect=expect
    )
    return Sample(found, (server.spent() - before) * 1000 / (found * seconds))
