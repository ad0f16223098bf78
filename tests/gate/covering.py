"""Which tests run once more on PostgreSQL: chosen from what they ask. Pure but reading.

What PostgreSQL cannot change is not run twice. It can change how a statement is read,
what it locks, what it refuses and in which state a transaction is left: so each way in
which the suite asks (statements.py) is asked there by at least one test, the quickest
ones that together ask all. Nobody keeps a list. `script/test --all` runs every test.
"""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("contacts", "portal", "trials")
# What a test costs besides its own work.
OVERHEAD = 0.05
# A module that asks which database it has, or writes its SQL itself.
PARTICULAR = re.compile(r"\.vendor\b|\.cursor\(\)|chunked_cursor\(\)|\bRunSQL\b")

Asked = dict[str, tuple[float, frozenset[str]]]


def read_asked(folder: Path) -> Asked:
    """Return what the processes of the first stage wrote."""
    rows = [
        row for path in folder.glob("*.json") for row in json.loads(path.read_text())
    ]
    return {name: (took, frozenset(ways)) for name, took, ways in rows}


def choose(asked: Asked) -> set[str]:
    """Return tests that together ask in every way, the cheapest first."""
    left = set().union(*(ways for _took, ways in asked.values()))
    chosen: set[str] = set()
    rest = {name: set(ways) for name, (_took, ways) in asked.items() if ways}
    while left:
        name = max(rest, key=lambda one: worth(rest[one], asked[one][0]))
        chosen.add(name)
        new = rest.pop(name)
        left -= new
        for other in [one for one in rest if rest[one] & new]:
            rest[other] -= new
            if not rest[other]:
                del rest[other]
    return chosen


def worth(ways: Iterable[str], took: float) -> float:
    """Return how much a test shows for its time."""
    return sum(1 for _way in ways) / (OVERHEAD + took)


@cache
def particular_folders(root: Path = ROOT) -> frozenset[str]:
    """Return the folders of tests whose code is written for one database or another."""
    return frozenset(
        f"tests/{path.parent.relative_to(root)}"
        for app in APPS
        for path in (root / app).rglob("*.py")
        if "migrations" not in path.parts
        and PARTICULAR.search(path.read_text(encoding="utf-8"))
    )


def is_particular(path: Path) -> bool:
    """Whether a file of tests is about such code."""
    folder = str(path.relative_to(ROOT).parent)
    return folder in particular_folders()
