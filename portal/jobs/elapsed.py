"""How much time has passed on this machine, whatever its clock was set to."""

import time
from pathlib import Path

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
UPTIME = Path("/proc/uptime")


def machine_run() -> str:
    """Return what names this run of this machine; "" where nobody knows."""
    try:
        return BOOT_ID.read_text("ascii").strip()
    except OSError:
        return ""


def uptime() -> float:
    """Return the seconds since the machine's start, also those it slept."""
    try:
        return float(UPTIME.read_text("ascii").split()[0])
    except OSError:
        return time.monotonic()
