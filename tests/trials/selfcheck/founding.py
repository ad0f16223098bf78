"""The founding self-check and its worked cases."""

import json
from datetime import date

from trials.selfcheck.document import DATA, load

DEFINITION = load((DATA / "nct07233642.selfcheck.json").read_bytes())
CASES = json.loads((DATA / "cases.json").read_text(encoding="utf-8"))
TODAY = date.fromisoformat(CASES["today"])


def case(number: str) -> dict:
    """Return one worked case's answers."""
    return next(c["answers"] for c in CASES["cases"] if c["id"] == number)


def worked_examples(version, names=("C01", "C11", "C10")) -> None:
    """Give a version one worked case for each outcome.

    Whether every question is answered is left open, so that a test may add some.
    """
    names_of = ("valid", "outcome", "stop", "discuss", "states")
    for one in CASES["cases"]:
        if one["id"] in names:
            version.cases.create(
                title=f"{one['id']} {one['title']}",
                answers=one["answers"],
                expected={name: one["expected"][name] for name in names_of},
            )
