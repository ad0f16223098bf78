"""A table means what it says: never a "no" from what cannot tell."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trials.selfcheck.founding import DEFINITION, TODAY
from trials.selfcheck.editing.drafts import CANNOT_TELL, FAILS, FITS, question
from trials.selfcheck.editing.rules import parts_of, table_rule, verdicts
from trials.selfcheck.evaluate import evaluate

UNSURE = ["unsure", "prefer_not"]
CODES = ["a", "b", "c", "d", "unsure"]
KINDS = st.sampled_from(["inclusion", "exclusion"])
VERDICT = st.sampled_from([FITS, FAILS, CANNOT_TELL])
TABLES = st.fixed_dictionaries(dict.fromkeys(CODES, VERDICT))
TICKS = st.lists(st.sampled_from(CODES), unique=True)


def asked(*, repeats: bool) -> dict[str, Any]:
    options = [{"code": code, "text": {"en": code}} for code in CODES]
    found = {"linkId": "q", "type": "choice", "text": {"en": "Q"}, "required": True}
    found |= {"shortLabel": {"en": "Q"}, "answerOption": options}
    return {**found, "repeats": True} if repeats else found


def state(rule: dict, kind: str, answer: Any, *, repeats: bool) -> str:
    criterion = {"id": "I1", "kind": kind, "mode": "ask", "rule": rule, "reasons": []}
    document = {
        "items": [asked(repeats=repeats)],
        "criteria": [criterion],
        "unknownCodes": UNSURE,
    }
    return evaluate(document, {"q": answer}, TODAY).states["I1"]


def meaning(table: dict[str, str], kind: str, ticks: list[str]) -> str:
    """What a table says of some ticks, in the words of the page."""
    said = {CANNOT_TELL if t in UNSURE else table[t] for t in ticks}
    decides, other = (FITS, FAILS) if kind == "inclusion" else (FAILS, FITS)
    states = {FITS: "meets", FAILS: "does_not_meet"}
    if decides in said:
        return states[decides]
    return states[other] if said == {other} else "unknown"


@settings(deadline=None)
@given(TABLES, KINDS, TICKS)
def test_ticks_come_to_what_the_table_says(table, kind, ticks):
    rule = table_rule(asked(repeats=True), table, kind, UNSURE)
    found = state(rule, kind, ticks, repeats=True)
    assert found == meaning(table, kind, ticks)
    if all(t in UNSURE or table[t] == CANNOT_TELL for t in ticks):
        assert found == "unknown"


@settings(deadline=None)
@given(TABLES, KINDS, st.sampled_from(CODES))
def test_one_answer_comes_to_its_row(table, kind, chosen):
    rule = table_rule(asked(repeats=False), table, kind, UNSURE)
    found = state(rule, kind, chosen, repeats=False)
    assert found == meaning(table, kind, [chosen])


@settings(deadline=None)
@given(TABLES, KINDS, TICKS, st.integers(2, 4))
def test_so_many_ticks_and_open_ones_may_count_or_not(table, kind, ticks, needed):
    one = table_rule(asked(repeats=True), table, kind, UNSURE, needed)
    counts, other = (FITS, FAILS) if kind == "inclusion" else (FAILS, FITS)
    found = state(one, kind, ticks, repeats=True)
    known = [code for code in CODES if code not in UNSURE]
    if one["op"] != "count":
        assert not any(table[code] == counts for code in known)
        return
    sure = sum(table[t] == counts for t in ticks if t in known)
    most = sure + sum(table[t] == CANNOT_TELL for t in ticks if t in known)
    if "unsure" in ticks:
        most = sum(table[code] != other for code in known)
    states = {FITS: "meets", FAILS: "does_not_meet"}
    if not ticks:
        assert found == "unknown"
    elif sure >= needed:
        assert found == states[counts]
    else:
        assert found == (states[other] if most < needed else "unknown")


@settings(deadline=None)
@given(TABLES, KINDS, st.booleans(), st.integers(1, 3))
def test_a_table_shows_what_was_set(table, kind, repeats, needed):
    own = asked(repeats=repeats)
    table["unsure"] = CANNOT_TELL
    rule = table_rule(own, table, kind, UNSURE, needed)
    _join, (part,) = parts_of(rule, kind)
    assert verdicts(own, part, kind, UNSURE) == table


@pytest.mark.parametrize(
    "criterion",
    [c for c in DEFINITION["criteria"] if "rule" in c],
    ids=lambda criterion: criterion["id"],
)
def test_every_founding_rule_comes_back_from_its_tables(criterion):
    found = parts_of(criterion["rule"], criterion["kind"])
    if found is None:
        assert criterion["id"] == "I2d"
        return
    for part in found[1]:
        own = question(DEFINITION, part["item"])
        if part["op"] not in {"answer", "has", "ticks"}:
            continue
        kind = criterion["kind"]
        rule = table_rule(own, verdicts(own, part, kind, UNSURE), kind, UNSURE)
        assert part == rule
