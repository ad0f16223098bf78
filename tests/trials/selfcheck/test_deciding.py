"""A rule that cannot come out either way is named, with its line."""

from copy import deepcopy

import pytest

from tests.trials.selfcheck.founding import DEFINITION
from trials.selfcheck.checking.deciding import undeciding, ways


def found_with(**changes: object) -> list[tuple[str, str]]:
    document = deepcopy(DEFINITION)
    line = next(c for c in document["criteria"] if c["id"] == "E12")
    line.update(changes)
    return [(one.code, one.where) for one in undeciding(document)]


def test_the_founding_self_check_has_none():
    assert list(undeciding(DEFINITION)) == []


def test_a_line_that_never_fails_is_named():
    rule = {"op": "answer", "item": "cancer", "true": [], "false": ["no", "yes"]}
    assert found_with(rule=rule) == [("never_fails", "criteria/E12")]


def test_a_line_that_never_fits_is_named():
    rule = {"op": "answer", "item": "cancer", "true": ["yes", "no"], "false": []}
    assert found_with(rule=rule) == [("never_fits", "criteria/E12")]


NUMBER = {"type": "integer", "minValue": 5, "maxValue": 90}


@pytest.mark.parametrize(
    ("cmp", "value", "may"),
    [
        (">=", 5, {True}),
        (">=", 91, {False}),
        ("<", 5, {False}),
        ("<=", 90, {True}),
        ("=", 40, {True, False}),
        ("!=", 4, {True}),
    ],
)
def test_a_number_within_its_own_limits(cmp, value, may):
    rule = {"op": "compare", "item": "n", "cmp": cmp, "value": value}
    assert ways(rule, {"n": NUMBER}) == may
    other = {"op": "not", "arg": rule}
    assert ways(other, {"n": NUMBER}) == {not one for one in may}


def test_all_and_any_decide_as_their_parts_do():
    never = {"op": "const", "value": False}
    either = {"op": "has", "item": "x", "code": "a"}
    assert ways({"op": "all", "args": [never, either]}, {}) == {False}
    assert ways({"op": "any", "args": [never, either]}, {}) == {True, False}
