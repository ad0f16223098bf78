"""What the law of a family's country asks before a message leaves. Pure.

docs/privacy.md names the sources of both tables.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("data")
UNDER_14, FROM_14, ADULT = "UNDER_14", "FROM_14_TO_17", "ADULT"
# The youngest that somebody of a group may be.
YOUNGEST = {UNDER_14: 0, FROM_14: 14, ADULT: 18}


@lru_cache(maxsize=2)
def read_table(name: str) -> dict[str, Any]:
    """Return a table of the data folder."""
    table: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    return table


def age_of_consent(country: str) -> int:
    """Return from which age somebody agrees alone; 18 where nothing is known."""
    ages = read_table("ages")
    return int(ages.get(country, ages["otherwise"]))


def needs_guardian(age_group: str, country: str) -> bool:
    """Whether a parent has to agree for somebody who writes of themselves.

    A group counts as its youngest: nobody is asked for a birthday.
    """
    youngest = YOUNGEST.get(age_group, YOUNGEST[ADULT])
    return youngest < min(age_of_consent(country), YOUNGEST[ADULT])


def needs_transfer_consent(family: str, recipient: str) -> bool:
    """Whether a message from one country to another needs a consent of its own."""
    if not family or not recipient:
        return False
    return any(
        family in law["countries"]
        and recipient not in law["countries"]
        and recipient not in law["as_at_home"]
        for law in read_table("transfers").values()
    )
