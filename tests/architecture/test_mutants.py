"""The listed faults are still faults of this tree, and their tests are there."""

from collections import Counter

import pytest

from tests.mutants.listed import MUTANTS, ROOT, found_in

MATTERS = {
    *("claim", "late", "retry class", "routing", "visible_to", "limits", "promise"),
    *("three-valued", "anchoring", "dedupe", "unsubscribe", "passcode lock"),
    *("erase", "cache key", "import diff", "proof", "alerts", "sessions"),
}


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: f"{one.matter}:{one.old}")
def test_each_faults_place_is_found_once(mutant):
    assert len(found_in(mutant)) == 1
    assert mutant.old != mutant.new
    assert [test for test in mutant.tests if not (ROOT / test).exists()] == []


def test_every_matter_has_its_faults():
    assert {one.matter for one in MUTANTS} == MATTERS
    assert len(MUTANTS) >= 60
    assert max(Counter((one.old, one.new) for one in MUTANTS).values()) == 1
