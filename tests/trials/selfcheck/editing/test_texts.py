"""Texts are named, so that marks stay with their words whatever is moved."""

import copy
import importlib

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trials.selfcheck.founding import DEFINITION
from trials.selfcheck.document import validator
from trials.selfcheck.editing.new_lines import from_criteria, numbered
from trials.selfcheck.editing.places import moved, with_place, without_question
from trials.selfcheck.editing.suggest import has_exception, team_checks
from trials.selfcheck.editing.text_rows import rows_of
from trials.selfcheck.editing.texts import at, standing, with_texts

MARKS = [f"{row.pointer}|zh-hans" for row in rows_of(DEFINITION)]


def test_every_text_has_a_name_of_its_own_that_leads_back():
    rows = list(rows_of(DEFINITION))
    assert len({row.pointer for row in rows}) == len(rows) > 250
    assert all(at(DEFINITION, row.pointer) == row.words for row in rows)


def test_moving_loses_no_mark_and_taking_out_only_its_own():
    document = with_place(moved(DEFINITION, "tb", -1), "heart", "g-lupus")
    document = moved(document, "g-history", 1)
    assert standing(MARKS, document) == sorted(MARKS)
    rest = standing(MARKS, without_question(document, "tb"))
    assert {m for m in MARKS if m not in rest} == {
        m for m in MARKS if m.startswith("items/tb/")
    }


def test_what_was_read_again_is_out_of_date_no_more():
    name = "criteria/E9/label"
    said = {name: {"en": "Lung TB", "zh-hans": at(DEFINITION, name)["zh-hans"]}}
    changed, stale = with_texts(DEFINITION, said, [])
    assert stale == [f"{name}|zh-hans"]
    assert with_texts(changed, {}, stale)[1] == stale
    assert with_texts(changed, {}, stale, right=stale)[1] == []


def test_old_marks_by_place_are_turned_into_names():
    migration = importlib.import_module("trials.migrations.0006_selfcheck_reviews")
    document = copy.deepcopy(DEFINITION)
    third = document["criteria"][3]
    assert migration.named("criteria.3.reasons.0.text|zh-hans", document) == (
        f"criteria/{third['id']}/reasons/{third['reasons'][0]['code']}/text|zh-hans"
    )
    assert migration.named("items.0.item.1.text|zh-hans", document) == (
        "items/age/text|zh-hans"
    )
    unit = migration.named("items.0.item.1.unitOption.0.text|zh-hans", document)
    assert unit in MARKS
    assert migration.named("criteria.99.label|zh-hans", document) == ""


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["inclusion", "exclusion"]),
            st.integers(0, 3),
            st.just("Words of a line"),
        ),
        min_size=1,
        max_size=150,
    )
)
def test_lines_are_numbered_once_and_as_the_schema_wants(lines):
    numbers = [number for number, _kind, _words in numbered(lines)]
    assert len(set(numbers)) == len(numbers)
    document = from_criteria(DEFINITION, "NCT07233642", lines)
    assert next(validator().iter_errors(document), None) is None


def test_what_is_suggested_to_the_team():
    reasons = {c["id"]: team_checks(c["source"]) for c in DEFINITION["criteria"]}
    by_team = {c["id"] for c in DEFINITION["criteria"] if c["mode"] == "team_check"}
    suggested = {name for name, reason in reasons.items() if reason}
    # Those that the founding study's authors asked all the same.
    assert suggested - by_team == {"E11"}
    assert reasons["E6"] == "stigma"
    assert reasons["I7"] == "consent"
    assert reasons["E14"] == "opinion"
    assert reasons["I4d"] == "laboratory"
    assert has_exception("except for those whose safety risks have been ruled out")
