"""How much of the processor a program has used, with all that it started."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def processor_of(pid: int) -> float:
    """Return the seconds of processor of a process and of those below it."""
    own = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    below = [
        int(child)
        for tasks in Path(f"/proc/{pid}/task").glob("*/children")
        for child in tasks.read_text("utf-8").split()
    ]
    return (int(own[11]) + int(own[12])) / TICKS + sum(map(processor_of, below))
