"""A second ends for us when it ends for nginx, and never later."""

import pytest

from portal.starting import seconds
from portal.starting.seconds import this_second


@pytest.mark.parametrize(
    ("now", "number", "left"), [(1000.0, 1000, 1.0), (1000.75, 1000, 0.25)]
)
def test_what_is_left_of_it_is_told_by_the_other_clock(monkeypatch, now, number, left):
    monkeypatch.setattr(seconds, "time", lambda: now)
    monkeypatch.setattr(seconds, "monotonic", lambda: 50.0)
    second = this_second()
    assert second == (number, 50.0 + left)
    assert second.lasts()
    monkeypatch.setattr(seconds, "monotonic", lambda: 50.0 + left)
    assert not second.lasts()


def test_a_pause_between_two_looks_makes_it_shorter(monkeypatch):
    """The number is read after it: it may only be too new."""
    clock = iter([50.0, 53.0])
    monkeypatch.setattr(seconds, "monotonic", lambda: next(clock))
    monkeypatch.setattr(seconds, "time", lambda: 1003.5)
    second = this_second()
    assert second.until == 50.5
    assert not second.lasts()
