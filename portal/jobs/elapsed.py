"""How much time has passed on this machine, whatever its clock was set to."""

import socket
import time
from pathlib import Path

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
UPTIME = Path("/proc/uptime")


def machine_run() -> str:
    """Return what names this run of this machine, or of this container on it."""
    try:
        run = BOOT_ID.read_text("ascii").strip()
    except OSError:
        run = ""
    return f"{run}:{socket.gethostname()}"[:64]


def uptime() -> float:
    """Return the seconds since the machine's start, also those it slept."""
    try:
        return float(UPTIME.read_text("ascii").split()[0])
    except OSError:
        return time.monotonic()
