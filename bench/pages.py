"""The study's page, cached and uncached, beside an empty Django view."""

import requests

from bench.load import get, rate
from bench.server import BenchServer

STUDY = "NCT07233642"
CLIENTS = 16


def measure(server: BenchServer, seconds: float) -> None:
    """Print requests per second and their ratio to the empty view, in turn."""
    address = f"http://127.0.0.1:{server.port}/trials/{STUDY}/"
    first = requests.get(address, timeout=10)
    tag = first.headers["ETag"]
    paths = {
        "empty Django view (floor)": (get("/bench/empty/"), b"200"),
        "study page, cached": (get(f"/trials/{STUDY}/"), b"200"),
        "study page, 304": (get(f"/trials/{STUDY}/", If_None_Match=tag), b"304"),
        "study page, uncached": (get(f"/bench/uncached/{STUDY}/"), b"200"),
    }
    print(f"Study page, {CLIENTS} connections, {len(first.content):,} bytes of HTML")
    floor = 0.0
    for name, (request, expect) in paths.items():
        found = rate(
            server.port,
            lambda request=request: request,
            seconds=seconds,
            clients=CLIENTS,
            expect=expect,
        )
        floor = floor or found
        print(f"  {name:28} {found:8.0f}/s   {found / floor:5.2f} × the empty view")
