"""All worked cases, and what must hold for any answers whatever."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trials.selfcheck.founding import CASES, DEFINITION, TODAY, case
from trials.selfcheck.answers import QUESTIONS, flatten, read_answers
from trials.selfcheck.asking.walk import next_page
from trials.selfcheck.editing.examples import fits
from trials.selfcheck.evaluate import evaluate
from trials.selfcheck.numbers import Range, age_in_months, months_before, read_number


@pytest.mark.parametrize("worked", CASES["cases"], ids=lambda c: c["id"])
def test_a_worked_case(worked):
    result = evaluate(DEFINITION, worked["answers"], TODAY)
    for name, wanted in worked["expected"].items():
        assert fits(getattr(result, name), wanted), name


def test_there_are_twenty_five():
    assert len(CASES["cases"]) == 25


ITEMS = {p.item["linkId"]: p.item for p in flatten(DEFINITION["items"])}
ASKED = {link: item for link, item in ITEMS.items() if item["type"] in QUESTIONS}


def possible(item) -> st.SearchStrategy:
    """Return any valid answer of a question, and none."""
    codes = [option["code"] for option in item.get("answerOption", [])]
    if item["type"] == "choice" and item.get("repeats"):
        alone = [o["code"] for o in item["answerOption"] if o.get("exclusive")]
        many = [code for code in codes if code not in alone]
        return st.lists(st.sampled_from(many), unique=True) | st.sampled_from(
            [[code] for code in alone] or [[]]
        )
    if item["type"] == "choice":
        return st.sampled_from(codes)
    if item["type"] == "quantity":
        return st.fixed_dictionaries(
            {"value": st.integers(0, 120), "unit": st.sampled_from(["a", "mo"])}
        )
    top = int(item.get("maxValue", 100))
    return st.integers(int(item.get("minValue", 0)), top)


ANSWERS = st.fixed_dictionaries(
    {}, optional={link: possible(item) for link, item in ASKED.items()}
)


def ways_not_to_know(item) -> list:
    """Return every way to leave a question open."""
    codes = [option["code"] for option in item.get("answerOption", [])]
    unknown = [code for code in DEFINITION["unknownCodes"] if code in codes]
    if item["type"] != "choice":
        return ["", *DEFINITION["unknownCodes"]]
    return [[code] for code in unknown] if item.get("repeats") else unknown


@given(ANSWERS, st.sampled_from(sorted(ASKED)), st.data())
def test_not_knowing_never_makes_probably_not(answers, link, data):
    before = evaluate(DEFINITION, answers, TODAY)
    assert before.valid
    less = {key: value for key, value in answers.items() if key != link}
    ways = ways_not_to_know(ASKED[link])
    if ways and data.draw(st.booleans()):
        less[link] = data.draw(st.sampled_from(ways))
    after = evaluate(DEFINITION, less, TODAY)
    assert after.valid
    if before.outcome != "probably_not":
        assert after.outcome != "probably_not"


def test_knowing_nothing_at_all_leads_to_the_team():
    for pick in (0, -1):
        nothing = {"who": "child"}
        for link, item in ASKED.items():
            if ways := ways_not_to_know(item):
                nothing[link] = ways[pick]
        assert evaluate(DEFINITION, nothing, TODAY).outcome == "talk_to_team"
    assert evaluate(DEFINITION, {}, TODAY).outcome == "talk_to_team"


@given(ANSWERS, st.data())
def test_an_answer_to_a_hidden_question_changes_nothing(answers, data):
    shown = read_answers(DEFINITION, answers, TODAY).shown
    hidden = sorted(set(ASKED) - set(shown))
    if not hidden:
        return
    link = data.draw(st.sampled_from(hidden))
    more = {**answers, link: data.draw(possible(ASKED[link]))}
    assert evaluate(DEFINITION, more, TODAY) == evaluate(DEFINITION, answers, TODAY)


@given(ANSWERS)
def test_the_walk_ends(answers):
    given_so_far: dict = {}
    for _ in range(len(ASKED) + 1):
        page = next_page(DEFINITION, given_so_far, TODAY)
        if page is None:
            return
        for item in page.items:
            link = item["linkId"]
            usual = "unsure" if item["type"] == "choice" else ""
            if item["type"] == "choice":
                codes = [option["code"] for option in item["answerOption"]]
                usual = usual if usual in codes else codes[0]
            if item["type"] == "quantity":
                usual = {"value": 30, "unit": "a"}
            given_so_far[link] = answers.get(link) or usual
    raise AssertionError("the walk goes on for ever")


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["value", "unit", "x"]), inner, max_size=2)
    ),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*ASKED, "strange"]), JUNK, max_size=8))
def test_whatever_is_sent_nothing_is_raised(answers):
    result = evaluate(DEFINITION, answers, TODAY)
    assert result.valid == (result.errors == [])
    assert (result.outcome is None) == (not result.valid)


@pytest.mark.parametrize(
    ("answers", "item", "code"),
    [
        ({"strange": "x"}, "strange", "unknown_item"),
        ({"dx": "perhaps"}, "dx", "option"),
        ({"dx": ["yes", "no"]}, "dx", "option"),
        ({"age": {"value": "nine", "unit": "a"}}, "age", "number"),
        ({"age": {"value": "9.5", "unit": "a"}}, "age", "whole"),
        ({"age": {"value": 130, "unit": "a"}}, "age", "range"),
        ({"age": {"value": 9, "unit": "kg"}}, "age", "unit"),
        ({"age": {"value": float("nan"), "unit": "a"}}, "age", "number"),
    ],
)
def test_what_cannot_be_taken_is_named(answers, item, code):
    result = evaluate(DEFINITION, answers, TODAY)
    assert result.errors == [{"item": item, "code": code}]
    assert result.outcome is None


def test_a_wrong_answer_to_a_hidden_question_is_dropped_first():
    answers = {**case("C01"), "gvhd": "nonsense"}
    assert evaluate(DEFINITION, answers, TODAY).valid


@pytest.mark.parametrize(
    ("raw", "number"),
    [("８５，５", "85.5"), ("85,5", "85.5"), (" 8 ", "8"), (7, "7"), (29.9, "29.9")],
)
def test_numbers_as_people_type_them(raw, number):
    assert read_number(raw) == Decimal(number)


@pytest.mark.parametrize("raw", ["", "1,2,3", "1e5", "NaN", "inf", True, [], "८ years"])
def test_what_is_no_number(raw):
    assert read_number(raw) is None


@pytest.mark.parametrize(
    ("low", "cmp", "limit", "verdict"),
    [
        (0, ">=", 6, None),
        (59, ">=", 60, False),
        (60, ">=", 60, True),
        (59, "<", 60, True),
        (60, "<", 60, False),
        (60, ">", 60, None),
        (60, "=", 60, None),
        (61, "!=", 60, True),
    ],
)
def test_a_typed_age_is_a_range_of_a_unit(low, cmp, limit, verdict):
    width = 12 if low == 0 else 1
    typed = Range(Decimal(low), Decimal(low + width), "mo", is_open=True)
    assert typed.compared(cmp, Decimal(limit)) is verdict


@pytest.mark.parametrize(
    ("born", "today", "months"),
    [
        (date(2021, 2, 1), date(2026, 2, 1), 60),
        (date(2021, 2, 2), date(2026, 2, 1), 59),
        # Somebody born on 29 February is a year older on the 28th.
        (date(2020, 2, 29), date(2021, 2, 28), 12),
        (date(2020, 2, 29), date(2021, 2, 27), 11),
    ],
)
def test_completed_months(born, today, months):
    assert int(age_in_months(born, today)) == months


def test_months_before_stay_within_the_month():
    assert months_before(date(2026, 5, 31), 3) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 1) == date(2025, 12, 15)
