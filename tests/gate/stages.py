"""One part of the suite in processes of its own, timed."""

import os
import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "var" / "tests" / "results"
PROCESSES = 2
# pytest's own answer: a selection holds no test.
NOTHING_SELECTED = 5
SHOWN = 15


@dataclass(frozen=True)
class Stage:
    """A selection by markers; `processes` 0 runs in one, its output at once."""

    name: str
    selection: str
    options: tuple[str, ...] = ()
    processes: int = PROCESSES
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def results(self) -> Path:
        """Return where its times are written."""
        return RESULTS / f"{self.name.replace(' ', '-')}.xml"

    def command(self) -> list[str]:
        """Return the program and its arguments."""
        spread = ["-n", str(self.processes)]
        if self.processes:
            # Files stay whole, so that they share servers, and in the order in which
            # they were collected: what takes longest first.
            spread += ["--dist", "loadfile", "--no-loadscope-reorder"]
        selected = ["-m", self.selection, *self.options]
        kept = ["--junitxml", str(self.results)]
        told = ["-q", "-p", "tests.gate.failing"]
        return [sys.executable, "-m", "pytest", *told, *selected, *spread, *kept]


def run_stage(stage: Stage, output: IO[str] | None = None) -> int:
    """Run it, say how long it took, and return 0 or pytest's answer.

    The processor's time is that of all that ended meanwhile.
    """
    say(f"== {stage.name}")
    RESULTS.mkdir(parents=True, exist_ok=True)
    stage.results.unlink(missing_ok=True)
    began, worked = time.monotonic(), seconds_worked()
    status = subprocess.call(
        stage.command(),
        cwd=ROOT,
        env={**os.environ, **stage.environment},
        stdout=output,
        stderr=output,
    )
    minutes = (time.monotonic() - began) / 60
    processor = (seconds_worked() - worked) / 60
    say(f"== {stage.name}: {minutes:.1f} min, {processor:.1f} min of processor")
    return 0 if status == NOTHING_SELECTED else status


def run_beside(stage: Stage, other: Stage) -> int:
    """Run two at once; the output of the second comes when both have ended."""
    with ThreadPoolExecutor(1) as pool, TemporaryFile("w+", encoding="utf-8") as kept:
        aside = pool.submit(run_stage, other, kept)
        status = run_stage(stage)
        answer = aside.result()
        kept.seek(0)
        say(kept.read())
    return status or answer


def seconds_worked() -> float:
    """Return the processor time of all that this process has started and awaited."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def slowest(stages: list[Stage]) -> list[tuple[float, str]]:
    """Return the tests of some stages that took longest, longest first."""
    found = [
        (float(case.get("time", 0)), f"{case.get('classname')}::{case.get('name')}")
        for stage in stages
        if stage.results.exists()
        # Written by pytest a moment ago.
        for case in ET.parse(stage.results).iter("testcase")  # noqa: S314
    ]
    return sorted(found, reverse=True)[:SHOWN]


def say_slowest(stages: list[Stage]) -> None:
    """Print what to look at when the gate grows long."""
    say("== What took longest:")
    for seconds, name in slowest(stages):
        say(f"{seconds:7.1f} s  {name}")


def say(line: str) -> None:
    """Print a line at once, between the outputs of the processes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
