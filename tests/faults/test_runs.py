"""Faults while families write, on both shapes. What was accepted is never lost.

Each run says: accepted, lost, untold, doubled, and the seconds until all had left.
"""

import time
import uuid
from collections.abc import Iterator

import pytest

from tests.faults.faults import OF_BOTH, OF_PRODUCTION, Fault
from tests.faults.shapes import Breakable, embedded, production
from tests.services.portal import Tally
from tests.services.servers import wait_until

pytestmark = pytest.mark.services
EACH, STEP, TRIES = 20, 5, 60
DRAINED_WITHIN = 120
SHAPES = {"production": production, "embedded": embedded}


@pytest.fixture(scope="module", params=SHAPES)
def shape(request) -> Iterator[Breakable]:
    """One installation for all faults of a shape."""
    with SHAPES[request.param]() as portal:
        yield portal


def cases() -> list:
    """Return each fault; the long ones are left out of the short gate."""
    return [
        pytest.param(
            fault,
            id=f"row {fault.row}",
            marks=[pytest.mark.long] if fault.is_long else [],
        )
        for fault in [*OF_BOTH, *OF_PRODUCTION]
    ]


def forget(portal: Breakable) -> None:
    """Begin anew."""
    if portal.postgres is not None:
        portal.forget()
        return
    for table in ("outgoingemail", "enquirername", "message", "enquiry"):
        portal.query(f"DELETE FROM contacts_{table}")  # noqa: S608
    portal.sink.mode = "accept"
    portal.sink.mails.clear()


def write(portal: Breakable, tally: Tally, count: int) -> None:
    """Send messages as patient people do: the same form again until it is accepted."""
    site = portal.site()
    for _ in range(count):
        key, end = str(uuid.uuid4()), time.monotonic() + TRIES
        while not portal.post(tally, key, site) and time.monotonic() < end:
            time.sleep(0.3)


@pytest.mark.parametrize("fault", cases())
def test_nothing_accepted_is_lost(shape: Breakable, fault: Fault, capsys):
    if fault in OF_PRODUCTION and shape.postgres is None:
        pytest.skip("this shape has no such part")
    shape.site()
    forget(shape)
    tally = Tally()
    fault.begin(shape)
    if fault.row == 17:
        # Nothing can be accepted while it hangs; nothing is said to be.
        assert not shape.post(tally, str(uuid.uuid4()), shape.site())
        fault.end(shape)
    for _ in range(EACH // STEP):
        write(shape, tally, STEP)
        fault.meanwhile(shape)
    fault.end(shape)
    began = time.monotonic()
    wait_until(lambda: is_drained(shape), "every e-mail sent", DRAINED_WITHIN)
    check(shape.counted(tally), fault, time.monotonic() - began, capsys)


def is_drained(portal: Breakable) -> bool:
    portal.hurry()
    return portal.drained()


def check(figures: dict[str, int], fault: Fault, seconds: float, capsys) -> None:
    """Say the figures, and hold them against what is promised."""
    said = ", ".join(f"{count} {name}" for name, count in figures.items())
    with capsys.disabled():
        print(f"\n  row {fault.row}: {said}, {seconds:.1f} s to drain")  # noqa: T201
    assert figures["accepted"] == figures["enquiries"] == EACH
    for name in ("lost", "lost by the ledger", "untold", "unowned", "strange ids"):
        assert figures[name] == 0, name
    if not fault.doubles:
        assert figures["doubled"] == 0


def test_the_counters_would_see_a_loss(shape: Breakable):
    """The control: a row taken out, a mail that never came and one that came twice."""
    if shape.postgres is None:
        pytest.skip("one shape is enough for the control")
    forget(shape)
    tally = Tally()
    write(shape, tally, 2)
    wait_until(lambda: is_drained(shape), "every e-mail sent", DRAINED_WITHIN)
    good = shape.figures(tally)
    assert (good["lost"], good["doubled"]) == (0, 0)
    shape.sink.mails.append(shape.sink.mails[0])
    assert shape.figures(tally)["doubled"] == 1
    del shape.sink.mails[-2:]
    assert shape.figures(tally)["lost"] == 1
    tally.accepted[str(uuid.uuid4())] = "/never/stored/"
    assert shape.figures(tally)["lost"] == 2
