"""How long a person's message takes while a program floods the form, on PostgreSQL."""

import statistics
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from bench.messages import FORM, STUDY
from bench.processors import processor_of
from bench.server import BenchServer
from tests.services.posted import network_of

PROMISE = 1.0
POSTS, THREADS, PEOPLE, SHOWN = 400, 20, 20, 50
BOT, EARLIER = "203.0.113.7", "198.51.100.7"
FORM_TYPE = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Flood:
    """What one flood came to: answers, people's seconds, the server's processor."""

    bots: list[int]
    people: list[tuple[int, float]]
    cpu: float

    @property
    def p95(self) -> float:
        return statistics.quantiles([wait for _, wait in self.people], n=20)[-1]

    @property
    def cost(self) -> float:
        """Seconds of processor for one post."""
        return self.cpu / (len(self.bots) + len(self.people))


def measure(server: BenchServer) -> bool:
    """Print a person's waits beside a flood; whether they are as short as promised.

    The first flood meets a server that was started a moment ago; it is told, and the
    promise is of the second, which comes from another network.
    """
    url = f"http://127.0.0.1:{server.port}/trials/{STUDY}/message/"
    usual = cost_of_form(url, server.process.pid)
    cold = flooded(url, FORM, server.process.pid, EARLIER)
    found = flooded(url, FORM, server.process.pid, BOT)
    refusal = cost_of_refusal(url, FORM, server.process.pid)
    print(f"Messages beside {POSTS} posts of one network in {THREADS} threads")
    print(f"  just started: {cold.bots.count(303)} of them taken; {told(cold)}")
    print(f"  running: {found.bots.count(303)} of them taken; {told(found)}")
    print(f"  a refusal takes {refusal * 1000:.0f} ms, the form {usual * 1000:.0f} ms")
    return found.p95 <= PROMISE


def told(found: Flood) -> str:
    """Return a flood's figures in words."""
    return (
        f"a person's p95 {found.p95 * 1000:.0f} ms; a post takes"
        f" {found.cost * 1000:.0f} ms of processor"
    )


def flooded(url: str, form: dict[str, str], server: int, network: str) -> Flood:
    """Flood a form from one network while people elsewhere write one by one."""
    people: list[tuple[int, float]] = []

    def live() -> None:
        networks = [network_of(str(uuid.uuid4())) for _ in range(PEOPLE)]
        people.extend(post(url, form, network) for network in networks)

    before = processor_of(server)
    living = threading.Thread(target=live)
    living.start()
    with ThreadPoolExecutor(THREADS) as pool:
        bots = list(pool.map(lambda _: post(url, form, network)[0], range(POSTS)))
    living.join()
    return Flood(bots, people, processor_of(server) - before)


def cost_of_form(url: str, server: int) -> float:
    """Return the seconds of processor that it takes to show the form once."""
    before = processor_of(server)
    for _ in range(SHOWN):
        if ask(url, "GET")[0] != 200:
            raise RuntimeError("the form is not shown")
    return (processor_of(server) - before) / SHOWN


def cost_of_refusal(url: str, form: dict[str, str], server: int) -> float:
    """Return the seconds of processor that a network past its allowance costs."""
    before = processor_of(server)
    for _ in range(SHOWN):
        if post(url, form, BOT)[0] != 429:
            raise RuntimeError("the network is not refused")
    return (processor_of(server) - before) / SHOWN


def post(url: str, form: dict[str, str], network: str) -> tuple[int, float]:
    """Send one form of a family of its own; return status and seconds."""
    key = str(uuid.uuid4())
    own = {"key": key, "email": f"{key}@families.example"}
    return ask(url, "POST", urlencode({**form, **own}), network)


def ask(url: str, method: str, body: str = "", network: str = BOT) -> tuple[int, float]:
    """Ask over a connection of its own; return status and seconds.

    With twenty at once a client that computes much would be what a person waits for.
    """
    place, began = urlsplit(url), time.monotonic()
    line = HTTPConnection(place.hostname or "", place.port, timeout=60)
    headers = {**FORM_TYPE, "X-Forwarded-For": network}
    line.request(method, place.path, body, headers)
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer.status, time.monotonic() - began
