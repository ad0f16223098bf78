"""How long new words take to be seen: `python -m bench.publishing ADDRESS TIMES`.

Imports a changed record of the study again and again and reads its page at ADDRESS
until it says so. Prints the seconds of each as JSON.
"""

import json
import sys
import time
from dataclasses import replace
from itertools import count

import django
import requests
from django.utils import timezone

django.setup()

from bench.pages import STUDY  # noqa: E402
from bench.server import ROOT  # noqa: E402
from trials.importing.actions.studies import import_study  # noqa: E402
from trials.registry.source import USUAL, source_named  # noqa: E402

RECORD = ROOT / "trials" / "demonstration" / "studies" / f"{STUDY}.json"
# Between two, so that each meets the copies at another age.
BETWEEN, TURNS = 0.37, 5
LONGEST = 30.0


def main(address: str, times: int) -> list[float]:
    """Return the seconds from each commit to the first page with its words."""
    raw = json.loads(RECORD.read_text(encoding="utf-8"))
    record = source_named(USUAL).parse_study(raw)
    found = []
    with requests.Session() as visitor:
        for number in range(times):
            visitor.get(f"{address}/trials/{STUDY}/", timeout=LONGEST)
            time.sleep(BETWEEN * (1 + number % TURNS))
            title = f"Trial of new words, number {time.time_ns()}"
            import_study(replace(record, brief_title=title), now=timezone.now())
            found.append(wait_for(visitor, f"{address}/trials/{STUDY}/", title))
    return found


def wait_for(visitor: requests.Session, page: str, words: str) -> float:
    """Return the seconds until a page says something."""
    began = time.monotonic()
    for _try in count():
        if words in visitor.get(page, timeout=LONGEST).text:
            return time.monotonic() - began
        if time.monotonic() - began > LONGEST:
            raise RuntimeError(f"not seen within {LONGEST} s")
        time.sleep(0.01)
    raise AssertionError


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
