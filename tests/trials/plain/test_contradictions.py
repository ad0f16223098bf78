"""A contradiction is one neutral sentence; each rule finds what it was made for."""

import re
from collections import defaultdict
from dataclasses import replace

import pytest

from tests.records import LARGER, REAL_FOLDERS, SIXTY
from tests.trials.plain.real import TODAY, records
from trials.plain.contradictions.rules import RULES, contradictions
from trials.plain.record import with_only

# Counted over the 827 records of 28 November 2026: how many, and the first of them.
FOUND = {
    "1": (64, "NCT00042536"),
    "2": (3, "NCT00042536"),
    "3": (70, "NCT01341548"),
    "4": (169, "NCT01341548"),
    "5": (32, "NCT00499317"),
    "6": (2, "NCT04056520"),
    "7": (25, "NCT01341548"),
    "8": (7, "NCT00080808"),
    "9": (6, "NCT01065012"),
    "10": (6, "NCT01742767"),
    "11": (0, ""),
    "12": (1, "NCT04930887"),
    "13a": (7, "NCT01065012"),
    "13b": (6, "NCT00657033"),
    "14": (24, "NCT00657033"),
    "15": (3, "NCT00042536"),
    "16": (8, "NCT00906269"),
    "17": (48, "NCT00489450"),
    "18": (3, "NCT02209155"),
    "19": (6, "NCT00470873"),
    "20": (2, "NCT05821933"),
    "21": (5, "NCT04044170"),
    "22": (58, "NCT00173134"),
    "23": (1, "NCT00382161"),
    "24": (7, "NCT00202163"),
    "25": (38, "NCT00607282"),
    "26": (12, "NCT02753764"),
}
JUDGING = re.compile(r"\b(?:wrong|error|mistake|false|invalid)", re.IGNORECASE)


@pytest.mark.long
@pytest.mark.skipif(not LARGER.is_dir(), reason="the folder of 827 records is not here")
def test_each_rule_finds_what_was_counted():
    found = defaultdict(list)
    for number, record in records(LARGER):
        for rule in contradictions(record, TODAY):
            found[rule].append(number)
    assert {rule: len(found[rule]) for rule in RULES} == {
        rule: many for rule, (many, _first) in FOUND.items()
    }
    for rule, (_many, first) in FOUND.items():
        assert found[rule][:1] == ([first] if first else [])


@pytest.mark.parametrize("folder", REAL_FOLDERS)
def test_a_contradiction_is_neutral_and_rests_on_its_fields(folder):
    for number, record in records(folder):
        for rule, one in contradictions(record, TODAY).items():
            assert not JUDGING.search(one.text), number
            alone = with_only(record, one.fields)
            assert contradictions(alone, TODAY)[rule].text == one.text, number


def test_an_open_label_title_of_a_masked_study_is_asked_about():
    _number, record = records(SIXTY)[0]
    masked = replace(record, masking="DOUBLE", official_title="An open-label study")
    assert "11" in contradictions(masked, TODAY)
    blinded = replace(masked, official_title="Open-label after a blinded part")
    assert "11" not in contradictions(blinded, TODAY)
