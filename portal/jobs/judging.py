"""Whether a reading of the clocks may decide over people. Computes, asks nobody."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# So far clocks may be apart, and a gap from the time that passed.
APART = timedelta(hours=1)
# A gap that a machine makes which was put to sleep or moved: believed after a while.
ORDINARY = timedelta(days=1)


@dataclass(frozen=True)
class ClockReading:
    """What the clocks show at one moment."""

    database: datetime
    application: datetime
    uptime: float


@dataclass(frozen=True)
class Noted:
    """An earlier moment of the same run of the same machine, that was believed."""

    database: datetime
    uptime: float
    doubted_at: float | None = None


def doubt(reading: ClockReading, noted: Noted | None, patience: float) -> str:
    """Return why the time may not be true, as a code; "" where nothing speaks against.

    `patience` is for how many seconds an ordinary gap is not believed.
    """
    if abs(reading.database - reading.application) > APART:
        return "clocks_apart"
    # A counter that went back belongs to another run, of a container for instance.
    if noted is None or reading.uptime < noted.uptime:
        return ""
    passed = timedelta(seconds=reading.uptime - noted.uptime)
    gap = abs(reading.database - noted.database - passed)
    if gap <= APART or (gap <= ORDINARY and is_old(noted, reading, patience)):
        return ""
    return "time_jumped"


def is_old(noted: Noted, reading: ClockReading, patience: float) -> bool:
    """Whether a doubt has stood for so long that an ordinary gap is believed."""
    began = noted.doubted_at
    return began is not None and reading.uptime - began >= patience
