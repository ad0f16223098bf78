"""Sixty studies with our own judgements of what each is about.

All but the founding one are invented: what real ones are about, under numbers, names
and titles of our own.
"""

import json
from functools import cache
from math import log2
from pathlib import Path
from typing import Any

from django.utils import timezone

from tests.architecture.test_imports import ROOT
from trials.importing.actions.studies import import_study
from trials.registry.clinicaltrials.parsing import parse_study

DATA = Path(__file__).with_name("data")
FOUNDING_FILE = ROOT / "trials/demonstration/studies/NCT07233642.json"
LANGUAGES = ("en", "zh", "es", "ar")


def load_records() -> None:
    """Import and publish the records."""
    raw = json.loads((DATA / "records.json").read_text("utf-8"))
    raw.append(json.loads(FOUNDING_FILE.read_text("utf-8")))
    for one in raw:
        import_study(parse_study(one), now=timezone.now(), publishes=True)


@cache
def topics() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((DATA / "topics.json").read_text("utf-8"))[
        "topics"
    ]
    return found


def recall(ranked: list[str], wanted: list[str], depth: int = 20) -> float:
    """Return how many of those wanted are among the first."""
    return len(set(wanted) & set(ranked[:depth])) / min(depth, len(wanted))


def gain(ranked: list[str], wanted: list[str], depth: int = 10) -> float:
    """Return nDCG, each record wanted or not."""
    got = sum(
        1 / log2(at + 2) for at, one in enumerate(ranked[:depth]) if one in wanted
    )
    return got / sum(1 / log2(at + 2) for at in range(min(depth, len(wanted))))
