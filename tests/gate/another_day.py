"""The suite on another day: no test may end with a date that it was written on."""

import os
from pathlib import Path

from tests.gate.stages import Stage, run_stage, say

LIBRARIES = "/usr/lib/*/faketime/libfaketimeMT.so.1"
FAKED = Path(__file__).with_name("faked")
SHORT = "not services and not browser and not long"


def library() -> Path | None:
    """Return the library that shows programs another time, where the machine has it."""
    return next(Path("/").glob(LIBRARIES.removeprefix("/")), None)


def environment_of(day: str, preloaded: Path) -> dict[str, str]:
    """Return what makes every program believe that a day has begun."""
    own = os.environ.get("PYTHONPATH", "")
    return {
        "LD_PRELOAD": str(preloaded),
        "FAKETIME": f"@{day} 09:00:00",
        # How long something takes is measured with the real clock.
        "DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(FAKED), own])),
    }


def run_on(day: str, paths: list[str]) -> int:
    """Run what is short of some paths, or of everything, on a day: `2027-06-01`."""
    preloaded = library()
    if preloaded is None:
        say("libfaketime is missing (Debian: apt install libfaketime).")
        return 1
    environment = environment_of(day, preloaded)
    return run_stage(Stage(f"on {day}", SHORT, tuple(paths), environment=environment))
