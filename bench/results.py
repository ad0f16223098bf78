"""What a run found, kept by commit, and the page that tells the newest.

python -m bench.results   writes docs/performance.md
"""

import json
import os
import platform
import subprocess
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from bench.judging import Line
from bench.server import ROOT

KEPT = ROOT / "bench" / "results"
PAGE = ROOT / "docs" / "performance.md"
HEAD = """# Performance

`script/bench` measures each line beside its floor in one run, in turn, round by
round, and says the ratio; absolute figures move with the machine. `bench/goals.toml`
holds the goals. A goal is met or missed only where all rounds agree; else the run was
too wide to speak. `script/bench --quick` takes about two minutes, `script/bench
--profile LINE` tells where a line's time goes.

This page is written by `python -m bench.results` from the newest file of
`bench/results/`.
"""


def keep(lines: list[Line], seconds: float, rounds: int) -> Path:
    """Write what a run found to the file of its commit."""
    command = ["git", "rev-parse", "--short=8", "HEAD"]
    told = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    commit = told.stdout.strip() or "unknown"
    found = {
        "commit": commit,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "seconds": seconds,
        "rounds": rounds,
        "lines": [{**asdict(line), "verdict": line.verdict} for line in lines],
    }
    KEPT.mkdir(exist_ok=True)
    place = KEPT / f"{commit}.json"
    place.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return place


def newest() -> dict[str, Any]:
    """Return the latest run that is kept."""
    runs = [json.loads(one.read_text("utf-8")) for one in KEPT.glob("*.json")]
    found: dict[str, Any] = max(runs, key=lambda run: str(run["at"]))
    return found


def page_of(run: dict[str, Any]) -> str:
    """Return the page that tells a run."""
    rows = "\n".join(map(row_of, run["lines"]))
    return (
        f"{HEAD}\nCommit {run['commit']}, {run['at'][:10]}, {run['processors']} "
        f"processors, Python {run['python']}; {run['rounds']} rounds of "
        f"{run['seconds']:g} s, 16 connections unless a line says otherwise.\n\n"
        "| line | per second | ms of processor | × its floor (all rounds) | floor |"
        " goal | |\n|---|---|---|---|---|---|---|\n"
        f"{rows}\n"
    )


def row_of(line: dict[str, Any]) -> str:
    """Return a line as a row of the page's table."""
    ratios = line["ratios"]
    goal = "" if line["goal"] is None else f"{line['goal']:.2f}"
    span = f"{median(ratios):.3f} ({min(ratios):.3f}–{max(ratios):.3f})"
    return (
        f"| {line['name']} | {line['rate']:.0f} | {line['milliseconds']:.2f} | {span} |"
        f" {line['floor']} | {goal} | {line['verdict']} |"
    )


if __name__ == "__main__":
    PAGE.write_text(page_of(newest()), encoding="utf-8")
