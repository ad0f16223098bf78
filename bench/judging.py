"""Each line beside its floor, round by round in one run, and if its goal is met."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

GOALS: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("goals.toml").read_text(encoding="utf-8")
)
MET, MISSED, TOO_WIDE, TOLD = "met", "missed", "too wide to speak", "no goal"
RED, PLAIN = "\033[31m", "\033[0m"


@dataclass(frozen=True)
class Sample:
    """How often in a second, and what one costs of the processors."""

    rate: float
    milliseconds: float = 0.0


@dataclass(frozen=True)
class Line:
    """What the rounds of one run found, each as a ratio to the floor of its round."""

    name: str
    floor: str
    goal: float | None
    rate: float
    milliseconds: float
    ratios: list[float]

    @property
    def verdict(self) -> str:
        """Say whether the goal is met; nothing where the rounds do not agree."""
        if self.goal is None:
            return TOLD
        if min(self.ratios) >= self.goal:
            return MET
        return MISSED if max(self.ratios) < self.goal else TOO_WIDE


def interleaved(
    measures: Mapping[str, Callable[[], Sample]], rounds: int
) -> dict[str, list[Sample]]:
    """Measure all in turn, again and again: what the machine does besides hits each."""
    found: dict[str, list[Sample]] = {name: [] for name in measures}
    for _round in range(rounds):
        for name, measure in measures.items():
            found[name].append(measure())
    return found


def judge(found: Mapping[str, list[Sample]]) -> list[Line]:
    """Return the lines that have a floor among what was measured."""
    lines = []
    for name, samples in found.items():
        floor = GOALS.get(name, {}).get("floor", "")
        if floor not in found:
            continue
        pairs = zip(samples, found[floor], strict=True)
        lines.append(
            Line(
                name,
                floor,
                GOALS[name].get("at_least"),
                median(one.rate for one in samples),
                median(one.milliseconds for one in samples),
                [ours.rate / theirs.rate for ours, theirs in pairs],
            )
        )
    return lines


def show(lines: list[Line]) -> list[str]:
    """Print the lines, those that miss their goal in red; return which do."""
    for line in lines:
        low, high = min(line.ratios), max(line.ratios)
        goal = "" if line.goal is None else f", goal {line.goal:.2f}"
        words = (
            f"  {line.name:36} {line.rate:8.0f}/s {line.milliseconds:7.2f} ms of "
            f"processor  {median(line.ratios):6.3f} ({low:.3f} to {high:.3f}) × "
            f"{line.floor}{goal}: {line.verdict}"
        )
        print(f"{RED}{words}{PLAIN}" if line.verdict == MISSED else words)
    return [line.name for line in lines if line.verdict == MISSED]
