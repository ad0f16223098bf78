"""The fictional families of the demonstration, as they are written down."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contacts.enquiries.actions.accepting import Enquirer

STORIES = Path(__file__).with_name("stories")
# Numbers that the regulator keeps for stories.
PHONE = "+44 20 7946 0{:03}"


@dataclass(frozen=True)
class Story:
    """One family: who they are, what they asked, and what happened since."""

    enquirer: Enquirer
    text: str
    days_ago: float
    # What was done, how many days ago, and its words or codes.
    steps: list[list[Any]]


def read_stories() -> list[Story]:
    """Return all of them, the oldest first."""
    rows = [row for path in sorted(STORIES.glob("*.json")) for row in story_rows(path)]
    told = [story_of(number, row) for number, row in enumerate(rows)]
    return sorted(told, key=lambda one: -one.days_ago)


def story_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Return the rows of one file, each with what all of its families share."""
    document = json.loads(path.read_text(encoding="utf-8"))
    for row in document["stories"]:
        yield {**document["usual"], **row}


def story_of(number: int, row: dict[str, Any]) -> Story:
    """Return a row as a story; who gives no address gets one that leads nowhere."""
    row = dict(row)
    text, days, steps = (row.pop(name) for name in ("text", "days", "steps"))
    row.setdefault("email", f"family{number}@families.example")
    row.setdefault("phone", PHONE.format(200 + number))
    return Story(Enquirer(**row), text, days, steps)
