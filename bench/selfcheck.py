"""How long one judgement of the founding self-check takes."""

import time
from datetime import date

from tests.trials.selfcheck.founding import DEFINITION, case
from trials.selfcheck.evaluate import evaluate

TODAY = date(2026, 2, 1)


def measure(seconds: float) -> None:
    """Print milliseconds for each of three people, the median of many runs."""
    print("Self-check, one evaluation of the founding definition")
    for number in ("C01", "C10", "C20"):
        times = []
        stop = time.perf_counter() + seconds / 3
        while time.perf_counter() < stop:
            began = time.perf_counter()
            evaluate(DEFINITION, case(number), TODAY)
            times.append(time.perf_counter() - began)
        median = sorted(times)[len(times) // 2] * 1000
        print(f"  case {number}: {median:.3f} ms ({len(times)} runs)")
