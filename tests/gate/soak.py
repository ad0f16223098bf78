"""A stream of messages against a real installation whose parts die; all are counted.

Every few seconds something happens while families write. Nothing is lost, nobody stays
untold, and no hand is needed: each part comes back as its supervisor would start it.
"""

import random
import threading
import time
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass

from tests.faults.faults import flush, relay, restart_database, restart_redis
from tests.faults.shapes import COUNTERS, Breakable, go_on, hang, production
from tests.gate.stages import say
from tests.services.portal import Tally
from tests.services.servers import wait_until
from tests.services.test_hanging import fill_up

# Seconds between two faults, and how long each lasts.
BETWEEN, LASTS = 5.0, 3.0
PATIENCE, DRAINED_WITHIN = 120, 600
SAY_EVERY = 15
# PostgreSQL's disk, where the machine lets us have one of its own.
DISK = 900_000_000


def hang_redis(portal: Breakable) -> None:
    hang(portal.redis)
    time.sleep(LASTS)
    go_on(portal.redis)


def hang_database(portal: Breakable) -> None:
    portal.postgres.pause()
    time.sleep(LASTS)
    portal.postgres.resume()


def break_relay(portal: Breakable) -> None:
    mode = random.choice(["refuse", "drop", "lose", "stall"])  # noqa: S311
    relay(mode)(portal)
    time.sleep(LASTS)
    relay("accept")(portal)


def fill_disk(portal: Breakable) -> None:
    """Fill the database's disk; a server that ended itself is started again."""
    if not portal.postgres.has_own_disk:
        return
    fill = portal.postgres.folder / "fill"
    fill_up(fill)
    time.sleep(LASTS)
    fill.unlink()
    time.sleep(1)
    if not portal.postgres.answers():
        portal.postgres.start()


FAULTS = [
    Breakable.lose_workers,
    Breakable.lose_web,
    Breakable.lose_front,
    restart_redis,
    hang_redis,
    flush,
    restart_database,
    hang_database,
    break_relay,
    fill_disk,
]
# What can come between a mail's hand-over and the mark that it has gone, and how many
# mails are in the hands of the worker's two children then. A task is ended after LIMIT
# seconds, so one that was cut off began its hand-over no earlier.
CUTTING = {
    "lose_workers": 2,
    "restart_database": 2,
    "hang_database": 2,
    "fill_disk": 2,
    # It loses its answer to each mail that it takes.
    "break_relay": 1000,
}
LIMIT, NEAR = 5.0, 2.0


@dataclass(frozen=True)
class Happening:
    """One fault, from when to when."""

    name: str
    began: float
    ended: float

    def cuts(self, at: float) -> bool:
        """Whether a mail that was taken then may never have been marked as gone."""
        is_during = self.began - LIMIT <= at <= self.ended + NEAR
        return self.name in CUTTING and is_during


class Mischief(threading.Thread):
    """Does something every few seconds until it is told to stop."""

    def __init__(self, portal: Breakable) -> None:
        super().__init__(name="mischief")
        self.portal, self.over = portal, threading.Event()
        self.happened: list[Happening] = []
        self.error: Exception | None = None

    def run(self) -> None:
        """Go on until the end; what cannot be done fails the whole."""
        try:
            while not self.over.wait(BETWEEN):
                fault = random.choice(FAULTS)  # noqa: S311
                began = time.monotonic()
                fault(self.portal)
                done = Happening(fault.__name__, began, time.monotonic())
                self.happened.append(done)
        except Exception as error:  # noqa: BLE001 - the main thread raises it
            self.error = error


def soak(minutes: float) -> int:
    """Send and break for so long; return 1 when a message or its mail was lost."""
    with production(disk=DISK) as portal:
        portal.site()
        mischief, tally = Mischief(portal), Tally()
        mischief.start()
        try:
            pour(portal, tally, mischief, 60 * minutes)
        finally:
            mischief.over.set()
            mischief.join()
        if mischief.error:
            raise mischief.error
        return drain(portal, tally, mischief)


def pour(portal: Breakable, tally: Tally, mischief: Mischief, seconds: float) -> None:
    """Send messages for so long; say now and then how it stands."""
    began = said = time.monotonic()
    while time.monotonic() - began < seconds and not mischief.error:
        send_patiently(portal, tally)
        if time.monotonic() - said > 30:
            said = time.monotonic()
            faults = len(mischief.happened)
            say(f"{len(tally.accepted)} accepted, after {faults} faults")


def send_patiently(portal: Breakable, tally: Tally) -> None:
    """Send one form as a patient person does: again until it is accepted."""
    key, end = str(uuid.uuid4()), time.monotonic() + PATIENCE
    while not portal.post(tally, key, portal.first_site):
        if time.monotonic() > end:
            tally.refused += 1
            return
        time.sleep(0.5)


def drain(portal: Breakable, tally: Tally, mischief: Mischief) -> int:
    """Wait until all is sent, and count."""
    relay("accept")(portal)
    began = time.monotonic()
    wait_until(Emptying(portal).is_over, "all mails sent", DRAINED_WITHIN)
    seconds = time.monotonic() - began
    figures = portal.counted(tally)
    figures["doubled without a cause"] = uncaused(portal.sink.taken, mischief.happened)
    say(", ".join(f"{count} {name}" for name, count in figures.items()))
    say(f"faults: {dict(Counter(one.name for one in mischief.happened))}")
    say(f"{seconds:.0f} s to drain")
    wrong = (*COUNTERS, "lost", "strange ids", "doubled without a cause")
    is_whole = figures["accepted"] == figures["enquiries"]
    return 1 if any(figures[name] for name in wrong) or not is_whole else 0


def uncaused(taken: list[tuple[str, float]], happened: list[Happening]) -> int:
    """Return how many copies went before another although nothing came between.

    A fault explains no more of them than it can have cut off.
    """
    times = defaultdict(list)
    for message_id, at in taken:
        times[message_id].append(at)
    earlier = [at for all_times in times.values() for at in sorted(all_times)[:-1]]
    left = [CUTTING.get(one.name, 0) for one in happened]
    found = 0
    for at in sorted(earlier):
        cutting = [number for number, one in enumerate(happened) if one.cuts(at)]
        one = next((number for number in cutting if left[number]), None)
        if one is None:
            found += 1
        else:
            left[one] -= 1
    return found


class Emptying:
    """The outbox after the last fault; says now and then what still stands in it."""

    def __init__(self, portal: Breakable) -> None:
        self.portal, self.said_at = portal, float("-inf")

    def is_over(self) -> bool:
        """Whether every mail is sent; the pauses between attempts pass quickly."""
        self.portal.hurry()
        rows = self.portal.query(
            "SELECT state, count(*) FROM contacts_outgoingemail"
            " WHERE state <> 'SENT' GROUP BY state"
        )
        if rows and time.monotonic() > self.said_at + SAY_EVERY:
            self.said_at = time.monotonic()
            say(f"still to be sent: {dict(rows)}")
        return not rows
