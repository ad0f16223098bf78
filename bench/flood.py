"""How long a person's message takes while a program floods the form, on PostgreSQL."""

import statistics
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from bench.judging import Line, measured, show
from bench.messages import FORM, STUDY
from bench.plan import Plan
from bench.processors import processor_of
from bench.server import BenchServer
from tests.services.posted import network_of

POSTS, THREADS, PEOPLE, SHOWN = 400, 20, 20, 50
BOT = "203.0.113.7"
FLOODING = tuple(f"198.51.100.{number}" for number in range(1, 32))
BESIDE = "a person beside a flood of one network, p95"
LINES = (BESIDE,)
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


def measure(server: BenchServer, plan: Plan) -> list[Line]:
    """Measure a person's waits beside a flood, which each time is of another network.

    The first meets a server that may have been started a moment ago and is not counted.
    """
    url = f"http://127.0.0.1:{server.port}/trials/{STUDY}/message/"
    posts, rounds = plan.part_of(POSTS), 1 if plan.is_quick else plan.rounds
    print(f"Messages beside {posts} posts of one network in {THREADS} threads")
    waits = []
    for network in FLOODING[: rounds + 1]:
        found = flooded(url, FORM, server.process.pid, network, posts)
        print(f"  {found.bots.count(303)} of them taken; {told(found)}")
        waits.append(found.p95)
    return show([measured(BESIDE, *waits[1:])])


def told(found: Flood) -> str:
    """Return a flood's figures in words."""
    return (
        f"a person's p95 {found.p95 * 1000:.0f} ms; a post takes"
        f" {found.cost * 1000:.0f} ms of processor"
    )


def flooded(
    url: str, form: dict[str, str], server: int, network: str = BOT, posts: int = POSTS
) -> Flood:
    """Flood a form from one network while people elsewhere write one by one."""
    people: list[tuple[int, float]] = []

    def live() -> None:
        networks = [network_of(str(uuid.uuid4())) for _ in range(PEOPLE)]
        people.extend(post(url, form, network) for network in networks)

    before = processor_of(server)
    living = threading.Thread(target=live)
    living.start()
    with ThreadPoolExecutor(THREADS) as pool:
        bots = list(pool.map(lambda _: post(url, form, network)[0], range(posts)))
    living.join()
    return Flood(bots, people, processor_of(server) - before)


def cost_of_form(url: str, server: int) -> float:
    """Return the seconds of processor that it takes to show the form once."""
    before = processor_of(server)
    for _ in range(SHOWN):
        if ask(url, "GET")[0] != 200:
            raise RuntimeError("the form is not shown")
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
