"""The study's page through deploy/nginx.conf, beside nginx with a file of its bytes.

Our client takes a core as well, so what is compared is how often nginx's processor
could do it, and not how often it was asked to.
"""

import tempfile
from functools import partial
from pathlib import Path

import requests

from bench.apart import told_by
from bench.judging import Line, Sample, interleaved, judge, measured, show
from bench.load import get, rate
from bench.pages import STUDY
from bench.plan import Plan
from bench.processors import processor_of
from bench.server import BenchServer
from tests.services.nginx import Nginx
from tests.services.servers import find
from tests.sink import free_port

LINES_OPEN = (16, 64)
OURS, FLOOR = "study page through nginx, {} lines", "nginx static, {} lines"
SEEN = "new words are seen through nginx"
LINES = (*(OURS.format(lines) for lines in LINES_OPEN), SEEN)
STATIC = """
server {{
  listen 127.0.0.1:{port};
  root {folder}; default_type text/html; add_header Content-Encoding gzip;
}}
"""


class WithFile(Nginx):
    """The portal's site, and one file on a port of its own, in the same process."""

    def __init__(self, folder: Path, portal_port: int, content: bytes) -> None:
        self.static_port, self.files = free_port(), folder.with_name("files")
        self.files.mkdir()
        (self.files / "page").write_bytes(content)
        super().__init__(folder, portal_port)

    def listening(self, site: str) -> str:
        """Return the site with the file's beside it."""
        more = STATIC.format(port=self.static_port, folder=self.files)
        return super().listening(site) + more


def measure(server: BenchServer, plan: Plan) -> list[Line]:
    """Measure where the machine has nginx."""
    if not find("nginx"):
        return []
    print("The study's page through nginx, by nginx's processor")
    path = f"/trials/{STUDY}/"
    packed = requests.get(
        f"http://127.0.0.1:{server.port}{path}",
        headers={"Accept-Encoding": "gzip"},
        stream=True,
        timeout=30,
    ).raw.read(decode_content=False)
    with tempfile.TemporaryDirectory(prefix="portal-bench-nginx-") as folder:
        nginx = WithFile(Path(folder) / "nginx", server.port, packed)
        try:
            return show([*beside_file(nginx, path, plan), seen(server, nginx, plan)])
        finally:
            nginx.close()


def beside_file(nginx: WithFile, path: str, plan: Plan) -> list[Line]:
    """Return the page's lines beside the file's, with few and many lines open."""
    measures = {
        name.format(lines): partial(asked, nginx, port, get(what), plan.seconds, lines)
        for lines in LINES_OPEN
        for name, port, what in (
            (FLOOR, nginx.static_port, "/page"),
            (OURS, nginx.port, path),
        )
    }
    return judge(interleaved(measures, plan.rounds))


def asked(
    nginx: Nginx, port: int, request: bytes, seconds: float, lines: int
) -> Sample:
    """Return how often in a second of its processor nginx answers."""
    pid = nginx.process.pid
    rate(port, lambda: request, seconds=0.01, clients=1, expect=b"200")
    before = processor_of(pid)
    found = rate(port, lambda: request, seconds=seconds, clients=lines, expect=b"200")
    each = (processor_of(pid) - before) / (found * seconds)
    return Sample(1 / each, each * 1000)


def seen(server: BenchServer, nginx: Nginx, plan: Plan) -> Line:
    """Return how long it takes until somebody reads words that were published."""
    times = 4 if plan.is_quick else 3 * plan.rounds
    waits = told_by(server.environment, "bench.publishing", nginx.base, times)
    return measured(SEEN, *waits)
