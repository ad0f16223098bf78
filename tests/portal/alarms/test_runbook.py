"""For each kind of alarm the runbook says what to look at and what to do."""

import re
from pathlib import Path

import pytest

from portal.alarms.kinds import AlarmKind
from portal.health.conditions import CONDITIONS, ELSEWHERE

PAGE = Path(__file__).resolve().parents[3] / "docs" / "runbook.md"


def parts() -> dict[str, str]:
    """Return each part of the page by its heading."""
    found = re.split(r"^## (\S+)$", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(found[1::2], found[2::2], strict=True))


@pytest.mark.parametrize("kind", AlarmKind.values)
def test_each_alarm_has_a_part_with_steps(kind):
    assert re.search(r"^1\. ", parts()[kind], re.MULTILINE)


def test_no_part_is_about_an_alarm_that_does_not_exist():
    assert set(parts()) == set(AlarmKind.values)


def test_each_alarm_is_sounded_somewhere():
    assert set(CONDITIONS) | ELSEWHERE == set(AlarmKind)
    assert not set(CONDITIONS) & ELSEWHERE
