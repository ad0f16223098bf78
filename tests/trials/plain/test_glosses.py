"""A gloss stands beside a line only where it is true of it."""

import json
import re
from collections import Counter

import pytest

from tests.records import LARGER
from tests.trials.plain.glossed_lines import BLOCKED, IN, OUT, SHOWN
from trials.plain import glosses
from trials.plain.glossing.finding import gloss_lines
from trials.plain.glossing.rules import RULES
from trials.plain.glossing.words import TEMPLATES

LABELLED = LARGER.parents[1] / "criteria" / "labelled.jsonl"


def test_every_kind_has_its_five_lines_and_all_are_shown():
    assert set(SHOWN) == set(RULES) == set(TEMPLATES)
    missed = [
        (kind, line)
        for kind, lines in SHOWN.items()
        for side, line in lines
        if kind not in glosses(line, side)
    ]
    assert missed == []
    assert {len(lines) for lines in SHOWN.values()} == {5}


@pytest.mark.parametrize(("kind", "side", "line"), BLOCKED)
def test_a_block_forbids_the_gloss(kind, side, line):
    assert kind not in glosses(line, side)


def test_no_line_has_too_many_and_no_long_or_empty_one_any():
    everything = "; ".join(line for lines in SHOWN.values() for _side, line in lines)
    assert glosses(everything, OUT) == []
    assert glosses("", IN) == []
    assert len(glosses("Pregnancy; HIV; alcohol abuse; active cancer", OUT)) <= 3
    assert glosses("Patients with the following infections:", OUT) == []


def test_what_a_line_names_is_quoted_from_it():
    (age,) = gloss_lines("Aged between 2 and 12 years", IN)
    assert re.search("2 and 12", age.text)
    (both,) = gloss_lines("Pregnant or breastfeeding women", OUT)
    assert both.text == "Not during pregnancy and breast-feeding."
    parts = gloss_lines("Age 18 to 65 years; signed informed consent", IN)
    assert all(one.text.startswith("Part of this line: ") for one in parts)


def test_no_gloss_says_the_same_as_another():
    assert len(set(TEMPLATES.values())) == len(TEMPLATES)


@pytest.mark.skipif(not LABELLED.is_file(), reason="the labelled lines are not here")
@pytest.mark.parametrize("part", ["all", "put aside"])
def test_glosses_of_labelled_lines_are_right_and_often_there(part):
    """A fifth was put aside while the patterns were made."""
    count = Counter()
    for number, text in enumerate(LABELLED.read_text("utf-8").splitlines()):
        line = json.loads(text)
        if part == "put aside" and number % 5:
            continue
        wanted = set(line["glosses"]) - {"none"}
        found = set(glosses(line["text"], line["side"]))
        count += Counter(right=len(wanted & found), wrong=len(found - wanted))
        count["missed"] += len(wanted - found)
    assert count["right"] / (count["right"] + count["wrong"]) >= 0.98
    assert count["right"] / (count["right"] + count["missed"]) >= 0.6
