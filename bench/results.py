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

from bench.judging import GOALS, MISSED, Goal, Line, figure, goal_of, span
from bench.plan import Plan
from bench.server import ROOT

KEPT = ROOT / "bench" / "results"
PAGE = ROOT / "docs" / "performance.md"
FIRST_PAGES = ROOT / "bench" / "first_pages.json"
LINE = "|---|---|---|---|---|\n"
COLUMNS = (
    "| line | per second | ms of processor | found (all rounds) | before | goal | |\n"
    "|---|---|---|---|---|---|---|"
)
FIRST_HEAD = """
## A study's first page

Time of processor of the first answer, all caches empty, for the sixty real records of
`tests/data/ctgov`: beside commit {beside}, study by study in one run of `python -m
bench.first_pages`. The ratios are those of each round; below 1 is faster than it was.
"""
HEAD = """# Performance

`script/bench` measures each line beside its floor in one run, in turn, round by
round, and says the ratio; absolute figures move with the machine. `bench/goals.toml`
holds the goals. A goal is met or missed only where all rounds agree; else the run was
too wide to speak. `script/bench --quick` takes two minutes and a tenth of the data,
`script/bench --profile LINE` tells where a line's time goes. "Before" is what was found
before speed was worked on, at commit 0dbb886.

This page is written by `python -m bench.results` from the newest file of
`bench/results/`.
"""


def keep(lines: list[Line], plan: Plan) -> Path:
    """Write what a run found to the file of its commit, beside other parts' lines."""
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
        **asdict(plan),
    }
    KEPT.mkdir(exist_ok=True)
    place = KEPT / f"{commit}.json"
    new = [{**kept(line), "commit": commit} for line in lines]
    found["lines"] = [*other_lines(plan, lines), *new]
    place.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return place


def other_lines(plan: Plan, lines: list[Line]) -> list[dict[str, Any]]:
    """Return other lines of the newest run that was measured alike, with its commit.

    Whoever changes one part measures it alone; what it does not touch stays said.
    """
    alike = [
        run
        for run in kept_runs()
        if all(run.get(name) == value for name, value in asdict(plan).items())
    ]
    if not alike:
        return []
    run, again = newest_of(alike), {line.name for line in lines}
    return [
        {"commit": run["commit"], **one}
        for one in run["lines"]
        if one["name"] not in again and one["name"] in GOALS
    ]


def kept(line: Line) -> dict[str, Any]:
    """Return a line as it is written down, with what was asked of it that day."""
    return {
        "name": line.name,
        "found": line.found,
        "rate": line.rate,
        "milliseconds": line.milliseconds,
        "goal": line.goal.words,
        "of": line.goal.measure,
        "verdict": line.verdict,
    }


def kept_runs() -> list[dict[str, Any]]:
    """Return all runs that are kept."""
    return [json.loads(one.read_text("utf-8")) for one in KEPT.glob("*.json")]


def newest_of(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the latest of some runs."""
    return max(runs, key=lambda run: str(run["at"]))


def newest() -> dict[str, Any]:
    """Return the latest run that is kept."""
    return newest_of(kept_runs())


def page_of(run: dict[str, Any]) -> str:
    """Return the page that tells a run, part by part in the order of the goals."""
    lines = {line["name"]: line for line in run["lines"]}
    parts: dict[str, list[str]] = {}
    for name, goal in GOALS.items():
        if name in lines:
            parts.setdefault(goal["part"], []).append(name)
    of_data = "" if run["share"] == 1 else f" on {figure(run['share'])} of the data"
    told = "".join(
        part_of(part, names, lines, run["commit"]) for part, names in parts.items()
    )
    return (
        f"{HEAD}\nCommit {run['commit']}, {run['at'][:10]}, {run['processors']} "
        f"processors, Python {run['python']}; {run['rounds']} rounds of "
        f"{run['seconds']:g} s, 16 connections unless a line says otherwise{of_data}.\n"
        f"{told}{first_pages()}"
    )


def part_of(
    part: str, names: list[str], lines: dict[str, dict[str, Any]], commit: str
) -> str:
    """Return one table, whence it is, and what is left where a goal is missed."""
    rows = "\n".join(row_of(lines[name]) for name in names)
    missed = [name for name in names if lines[name]["verdict"] == MISSED]
    left = "".join(f"\n- *{name}*: {goal_of(name).left}\n" for name in missed)
    before = earlier([lines[name] for name in names], commit)
    return f"\n## {part.capitalize()}\n\n{before}{COLUMNS}\n{rows}\n{left}"


def earlier(lines: list[dict[str, Any]], commit: str) -> str:
    """Return which lines were measured at another commit than the run."""
    others: dict[str, list[str]] = {}
    for line in lines:
        if line.get("commit", commit) != commit:
            others.setdefault(line["commit"], []).append(line["name"])
    if len(others) == 1 and len(*others.values()) == len(lines):
        return f"Measured at commit {next(iter(others))}.\n\n"
    return "".join(
        f"Measured at commit {one}: {', '.join(names)}.\n\n"
        for one, names in others.items()
    )


def first_pages() -> str:
    """Return what was found of studies' first pages, language by language."""
    if not FIRST_PAGES.exists():
        return ""
    run = json.loads(FIRST_PAGES.read_text("utf-8"))
    rounds: dict[str, list[dict[str, Any]]] = {}
    for one in run["rounds"]:
        rounds.setdefault(one["language"], []).append(one)
    rows = "\n".join(first_row(*one) for one in rounds.items())
    head = FIRST_HEAD.format(beside=run["beside"])
    return f"{head}\n| language | ms | its ms | by sums | by medians |\n{LINE}{rows}\n"


def first_row(language: str, rounds: list[dict[str, Any]]) -> str:
    """Return a language as a row: medians of all rounds, and the ratios of each."""
    ours, theirs = (median(one[who] for one in rounds) for who in ("ours", "theirs"))
    ratios = " | ".join(
        ", ".join(f"{one[how]:.2f}" for one in rounds)
        for how in ("by_sums", "by_medians")
    )
    return f"| {language} | {ours:.1f} | {theirs:.1f} | {ratios} |"


def row_of(line: dict[str, Any]) -> str:
    """Return a line as a row of its table."""
    goal: Goal = goal_of(line["name"])
    rate = "" if line["rate"] is None else f"{line['rate']:.0f}"
    cost = "" if line["milliseconds"] is None else f"{line['milliseconds']:.2f}"
    found = f"{span(line['found'])} {goal.measure}"
    return (
        f"| {line['name']} | {rate} | {cost} | {found} | {goal.before} |"
        f" {goal.words} | {line['verdict']} |"
    )


if __name__ == "__main__":
    PAGE.write_text(page_of(newest()), encoding="utf-8")
