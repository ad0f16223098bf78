"""Each line beside its floor, round by round in one run, and if its goal is met."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
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
class Goal:
    """What `goals.toml` says of a line."""

    part: str = ""
    floor: str = ""
    unit: str = ""
    at_least: float | None = None
    at_most: float | None = None
    before: str = ""
    left: str = ""

    @property
    def words(self) -> str:
        """Say what is asked for; nothing where nothing is."""
        if self.at_least is not None:
            return f"≥ {figure(self.at_least)}"
        return "" if self.at_most is None else f"≤ {figure(self.at_most)}"

    @property
    def measure(self) -> str:
        """Say what the figures count."""
        return f"× {self.floor}" if self.floor else self.unit

    def judge(self, found: Iterable[float]) -> str:
        """Say whether all agree that it is met; nothing where they do not."""
        if not self.words:
            return TOLD
        kept = {self.holds(one) for one in found}
        return TOO_WIDE if len(kept) > 1 else MET if True in kept else MISSED

    def holds(self, value: float) -> bool:
        """Whether one figure is as asked for."""
        if self.at_least is not None:
            return value >= self.at_least
        return self.at_most is None or value <= self.at_most


@dataclass(frozen=True)
class Line:
    """What the rounds of one run found: ratios to the floor, or figures in its unit."""

    name: str
    found: list[float]
    rate: float | None = None
    milliseconds: float | None = None
    goal: Goal = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "goal", goal_of(self.name))

    @property
    def verdict(self) -> str:
        """Say whether the goal is met."""
        return self.goal.judge(self.found)


def goal_of(name: str) -> Goal:
    """Return what is asked of a line; raises KeyError where nobody wrote it down."""
    return Goal(**GOALS[name])


def measured(name: str, *found: float) -> Line:
    """Return a line of figures that need no floor."""
    return Line(name, list(found))


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
    return [
        beside_floor(name, samples, found[floor])
        for name, samples in found.items()
        if (floor := GOALS.get(name, {}).get("floor", "")) in found
    ]


def beside_floor(name: str, samples: list[Sample], floor: list[Sample]) -> Line:
    """Return a line of what each round found, beside the floor of that round."""
    pairs = zip(samples, floor, strict=True)
    return Line(
        name,
        [ours.rate / theirs.rate for ours, theirs in pairs],
        median(one.rate for one in samples),
        median(one.milliseconds for one in samples),
    )


def show(lines: list[Line]) -> list[Line]:
    """Print the lines, those that miss their goal in red; return all of them."""
    for line in lines:
        words = f"  {line.name:50} {told(line)}"
        is_red = line.verdict == MISSED
        print(f"{RED}{words}{PLAIN}" if is_red else words, flush=True)
    return lines


def told(line: Line) -> str:
    """Return what was found in words."""
    cost = ""
    if line.rate is not None and line.milliseconds is not None:
        cost = f"{line.rate:.0f}/s, {line.milliseconds:.2f} ms of processor; "
    asked = f", goal {line.goal.words}" if line.goal.words else ""
    return f"{cost}{span(line.found)} {line.goal.measure}{asked}: {line.verdict}"


def span(found: list[float]) -> str:
    """Return the middle of some figures, and how far apart they are."""
    middle = figure(median(found))
    if len(found) == 1:
        return middle
    return f"{middle} ({figure(min(found))}–{figure(max(found))})"


def figure(value: float) -> str:
    """Return a figure with the digits that count."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
