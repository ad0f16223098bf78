"""Pages that families see, beside an empty Django view without any middleware."""

from collections.abc import Callable
from functools import partial

import requests

from bench.judging import Sample
from bench.load import get, rate
from bench.processors import processor_of
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
    "first page of a self-check": f"/trials/{STUDY}/self-check/",
    "sign-up": "/alerts/",
    "message form": f"/trials/{STUDY}/message/",
}


def measures(server: BenchServer, seconds: float) -> dict[str, Callable[[], Sample]]:
    """Return what measures each page once."""
    first = requests.get(f"http://127.0.0.1:{server.port}/trials/{STUDY}/", timeout=30)
    tag = first.headers["ETag"]
    return {
        name: partial(
            asked,
            server,
            get(path, If_None_Match=tag) if name.endswith("304") else get(path),
            b"304" if name.endswith("304") else b"200",
            seconds,
        )
        for name, path in PATHS.items()
    }


def asked(
    server: BenchServer,
    request: bytes,
    expect: bytes,
    seconds: float,
    clients: int = CLIENTS,
) -> Sample:
    """Return how often a second one request is answered, and what one costs."""
    before = processor_of(server.process.pid)
    found = rate(
        server.port, lambda: request, seconds=seconds, clients=clients, expect=expect
    )
    spent = processor_of(server.process.pid) - before
    return Sample(found, spent * 1000 / (found * seconds))
