"""The report on accessibility, as the browser tests wrote it last.

`script/accessibility` runs them and writes the file; it is committed with the code
that it judged.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

REPORT = Path(__file__).with_name("data") / "accessibility.json"


@dataclass(frozen=True)
class Conformance:
    """What was looked at, and what was found."""

    tried_on: date
    axe: str
    pages: list[str]
    rules: int
    findings: list[str]
    by_keyboard: list[str]


@lru_cache(maxsize=1)
def read_conformance() -> Conformance:
    """Return the last report."""
    said = json.loads(REPORT.read_text(encoding="utf-8"))
    return Conformance(**{**said, "tried_on": date.fromisoformat(said["tried_on"])})
