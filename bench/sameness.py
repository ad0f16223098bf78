"""Whether the time of an answer tells which addresses ask for alerts already."""

import time
import uuid

import requests

from bench.judging import Line, measured, show
from bench.server import BenchServer

SAMPLES, WARM_UP = 300, 20
LINE = "an answer's time tells a known address, {}"
LINES = tuple(LINE.format(one) for one in ("SQLite", "PostgreSQL"))
# With so many samples chance stays within 0.08 of it, which is the goal.
BLIND = 0.5
FORM = {"condition": "Lupus", "consent": "on", "pace": "WEEKLY"}


def measure(server: BenchServer, name: str) -> list[Line]:
    """Return how far the time of an answer is from telling nothing."""
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    with requests.Session() as session:
        for number in range(WARM_UP + SAMPLES):
            unknown = f"{uuid.uuid4().hex}@families.example"
            pair = [("known", f"family{number}@families.example"), ("unknown", unknown)]
            # Whatever comes second is not always the same.
            for kind, email in pair[:: 1 if number % 2 else -1]:
                spent = asked(session, server, email)
                if number >= WARM_UP:
                    times[kind].append(spent)
    found = abs(auc(times["known"], times["unknown"]) - BLIND)
    return show([measured(LINE.format(name), found)])


def asked(session: requests.Session, server: BenchServer, email: str) -> float:
    """Ask for alerts, each time from another network; return the seconds it took."""
    network = uuid.uuid4().hex[:16]
    groups = ":".join(network[at : at + 4] for at in range(0, 16, 4))
    began = time.perf_counter()
    answer = session.post(
        f"http://127.0.0.1:{server.port}/alerts/",
        data={**FORM, "email": email},
        headers={"X-Forwarded-For": f"{groups}::1"},
        allow_redirects=False,
        timeout=30,
    )
    spent = time.perf_counter() - began
    if answer.status_code != 303:
        raise RuntimeError(f"the form answers {answer.status_code}")
    return spent


def auc(ones: list[float], others: list[float]) -> float:
    """Return how often a value of the first is the greater; ties count half."""
    pairs = [(a > b) + (a == b) / 2 for a in ones for b in others]
    return sum(pairs) / len(pairs)
