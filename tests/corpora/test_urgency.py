"""How many emergencies are seen, and how often the alarm is false; `-s` prints it.

`messages.jsonl` was invented for this by others, `own.jsonl` by us while we wrote the
lists, `fresh.jsonl` before we looked at the lists again; a fifth of that was put aside
by chance and never looked at (`fresh_held.jsonl`). Nobody in them is real.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from contacts.enquiries.urgency import classify

DATA = Path(__file__).resolve().parents[1] / "data" / "urgency"
EMERGENCIES = {"emergency_body", "emergency_mind"}


def rows_of(name: str) -> list[tuple[dict, str]]:
    lines = (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [(row, classify(row["text"]) or "neither") for row in rows]


def rates(found: list[tuple[dict, str]]) -> tuple[float, float]:
    """Return recall and precision of an alarm."""
    true = [{row["label"], row.get("also")} & EMERGENCIES for row, _told in found]
    told = [said in EMERGENCIES for _row, said in found]
    hits = sum(bool(one) and two for one, two in zip(true, told, strict=True))
    return hits / sum(map(bool, true)), hits / sum(told)


def show_table(found: list[tuple[dict, str]]) -> None:
    """Print by language and class how many were told as what."""
    counted = Counter((row.get("lang", ""), row["label"], told) for row, told in found)
    for (language, label, told), many in sorted(counted.items()):
        print(f"{language:4} {label:20} → {told:20} {many:4}")


@pytest.mark.parametrize("name", ["messages", "own", "fresh"])
def test_emergencies_are_seen_and_the_alarm_is_seldom_false(name):
    found = rows_of(name)
    show_table(found)
    recall, precision = rates(found)
    print(f"{name}: recall {recall:.3f}, precision {precision:.3f}")
    assert recall >= 0.97
    assert precision >= 0.85


def test_what_nobody_looked_at_while_writing_is_seen_as_well():
    """Blind, before the words of 29 November: recall .802, precision .903."""
    found = rows_of("fresh_held")
    show_table(found)
    recall, precision = rates(found)
    print(f"held: recall {recall:.3f}, precision {precision:.3f}")
    assert recall >= 0.93
    assert precision >= 0.9


@pytest.mark.parametrize("name", ["messages", "fresh"])
@pytest.mark.parametrize("language", ["ar", "de", "en", "es", "zh"])
def test_no_language_is_left_behind(language, name):
    found = [one for one in rows_of(name) if one[0]["lang"] == language]
    recall, precision = rates(found)
    assert recall >= 0.95
    assert precision >= 0.8


def test_a_report_is_mostly_told_as_a_report():
    found = [row for row in rows_of("messages") if "side" in row[0]["label"]]
    told = sum(said == "side_effect_report" for _row, said in found)
    assert told / len(found) >= 0.9
