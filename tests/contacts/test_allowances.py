"""The limits that operators read are those that the code keeps."""

import re
from pathlib import Path

from contacts.allowances import DAY, HOUR, LIMITS, QUARTER, WEEK

PAGE = Path(__file__).resolve().parents[2] / "docs" / "configuration.md"
SPANS = {"hour": HOUR, "day": DAY, "15 minutes": QUARTER, "week": WEEK}
ROW = re.compile(r"^\| ([^|]+) \| (\d+) \| (hour|day|week|15 minutes) \|$", re.M)


def test_every_limit_stands_in_the_documents_with_its_number():
    told = {
        (kind, int(times), SPANS[per])
        for kind, times, per in ROW.findall(PAGE.read_text())
    }
    assert told == {(one.kind, one.times, one.per) for one in LIMITS}


def test_no_two_limits_share_a_count():
    assert len({limit.kind for limit in LIMITS}) == len(LIMITS)
