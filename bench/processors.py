"""How much of the processor a program has used, with all that it started."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def processor_of(pid: int) -> float:
    """Return the seconds of processor of a process and of all those below it.

    Also of those below that have ended, as its parent was told.
    """
    try:
        own = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        below = [
            int(child)
            for tasks in Path(f"/proc/{pid}/task").glob("*/children")
            for child in tasks.read_text("utf-8").split()
        ]
    except FileNotFoundError:
        # It ended a moment ago.
        return 0.0
    return sum(map(int, own[11:15])) / TICKS + sum(map(processor_of, below))
