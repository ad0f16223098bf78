"""Requests that come at a fixed rate, whether the ones before are answered or not.

What waits in a queue is seen here: time counts from when a request was due.
"""

import statistics
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from bench.load import Make, connected, read

LINES = 32


@dataclass
class Arrivals:
    """What is due when, shared by all who send, and how long each waited."""

    make: Make
    rate: float
    count: int
    expect: bytes
    began: float = field(default_factory=lambda: time.monotonic() + 0.1)
    found: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.turns, self.taking = iter(range(self.count)), threading.Lock()

    def due(self) -> Iterator[float]:
        """Yield when the next one has to be sent, until there is none."""
        while True:
            with self.taking:
                turn = next(self.turns, None)
            if turn is None:
                return
            yield self.began + turn / self.rate

    def send(self, port: int) -> None:
        """Send what is due over one connection."""
        with connected(port) as line:
            for at in self.due():
                request = self.make()
                time.sleep(max(0.0, at - time.monotonic()))
                line.sendall(request)
                answer = read(line)
                self.found.append(time.monotonic() - at)
                if answer[9:12] != self.expect:
                    self.failures.append(str(answer[:300]))


def waits(
    port: int, make: Make, *, rate: float, seconds: float, expect: bytes
) -> list[float]:
    """Return the seconds that each request took; another status is an error."""
    coming = Arrivals(make, rate, int(rate * seconds), expect)
    with ThreadPoolExecutor(LINES) as pool:
        list(pool.map(coming.send, [port] * LINES))
    if coming.failures:
        raise RuntimeError(coming.failures[0])
    return coming.found


def p99(found: list[float]) -> float:
    """Return what one in a hundred takes longer than."""
    return statistics.quantiles(found, n=100)[-1]
