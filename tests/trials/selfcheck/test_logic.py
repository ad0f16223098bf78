"""Rules of one question each, through `evaluate`: windows, dates, counts, units."""

from datetime import date
from typing import Any

import pytest

from trials.selfcheck.evaluate import evaluate

TODAY = date(2026, 2, 1)
NO, YES, CANNOT_TELL = "does_not_meet", "meets", "unknown"


def state(item: dict, rule: dict, answer: Any, today: date = TODAY) -> str:
    """Return the state of an inclusion criterion that rests on one question."""
    effects = {"meets": "none", "does_not_meet": "discuss", "unknown": "none"}
    criterion = {"id": "I1", "kind": "inclusion", "mode": "ask", "reasons": []}
    definition = {
        "items": [{"linkId": "q", "text": {"en": "?"}, **item}],
        "unknownCodes": ["unsure", "prefer_not"],
        "criteria": [{**criterion, "rule": {"item": "q", **rule}, "effects": effects}],
    }
    result = evaluate(definition, {"q": answer}, today)
    assert result.valid, result.errors
    return result.states["I1"]


def within(value: int, unit: str) -> dict:
    return {"op": "within", "value": value, "unit": unit}


@pytest.mark.parametrize(
    ("rule", "day", "wanted"),
    [
        # Both ends count.
        (within(3, "mo"), "2025-11-01", YES),
        (within(3, "mo"), "2025-10-31", NO),
        (within(3, "mo"), "2026-02-01", YES),
        (within(2, "wk"), "2026-01-18", YES),
        (within(2, "wk"), "2026-01-17", NO),
        (within(10, "d"), "2026-01-22", YES),
        (within(10, "d"), "2026-01-21", NO),
        (within(1, "a"), "2025-02-01", YES),
        (within(1, "a"), "2025-01-31", NO),
        # A month or a year is all of its days.
        (within(3, "mo"), "2025-12", YES),
        (within(3, "mo"), "2025-10", NO),
        (within(3, "mo"), "2025-11", YES),
        (within(1, "mo"), "2026-02", CANNOT_TELL),
        (within(3, "mo"), "2025", CANNOT_TELL),
        (within(3, "mo"), "2024", NO),
        (within(3, "mo"), "unsure", CANNOT_TELL),
        (within(3, "mo"), "", CANNOT_TELL),
        # Before the calendar begins is long ago, not an error.
        (within(9_999_999, "mo"), "1900", YES),
        (within(9_999_999, "d"), "1900", YES),
    ],
)
def test_a_window_that_ends_today(rule, day, wanted):
    assert state({"type": "date"}, rule, day) == wanted


@pytest.mark.parametrize(
    ("today", "day", "wanted"),
    [
        # Three months before 31 May is the last of February.
        (date(2026, 5, 31), "2026-02-28", YES),
        (date(2026, 5, 31), "2026-02-27", NO),
    ],
)
def test_the_end_of_a_month_is_clamped(today, day, wanted):
    assert state({"type": "date"}, within(3, "mo"), day, today) == wanted


def compare(cmp: str, value: float, unit: str = "") -> dict:
    rule = {"op": "compare", "cmp": cmp, "value": value}
    return {**rule, "unit": unit} if unit else rule


@pytest.mark.parametrize(
    ("born", "wanted"),
    [
        ("2021-02-01", YES),
        ("2021-02-02", NO),
        ("2021-01", YES),
        # Some days of this month make five years, some do not.
        ("2021-02", CANNOT_TELL),
        ("2021-03", NO),
        ("2020", YES),
        ("2021", CANNOT_TELL),
        ("2022", NO),
        ("prefer_not", CANNOT_TELL),
    ],
)
def test_a_birth_date_gives_completed_years_on_the_day(born, wanted):
    assert state({"type": "date"}, compare(">=", 5, "a"), born) == wanted


@pytest.mark.parametrize(
    ("today", "wanted"), [(date(2026, 2, 27), NO), (date(2026, 2, 28), YES)]
)
def test_who_is_born_on_a_leap_day_is_older_on_the_28th(today, wanted):
    rule = compare(">=", 6, "a")
    assert state({"type": "date"}, rule, "2020-02-29", today) == wanted


AGE = {
    "type": "quantity",
    "precision": "completed",
    "unitOption": [{"code": code} for code in ("a", "mo", "wk", "d")],
}


@pytest.mark.parametrize(
    ("value", "unit", "rule", "wanted"),
    [
        (59, "mo", compare(">=", 5, "a"), NO),
        (60, "mo", compare(">=", 5, "a"), YES),
        (0, "a", compare(">=", 6, "mo"), CANNOT_TELL),
        (1, "a", compare(">=", 6, "mo"), YES),
        (5, "mo", compare(">=", 6, "mo"), NO),
        (20, "mo", compare(">=", 18, "a"), NO),
        (2, "wk", compare(">=", 14, "d"), YES),
        (13, "d", compare(">=", 2, "wk"), NO),
        # How many days a month has is not certain.
        (60, "d", compare(">=", 1, "mo"), CANNOT_TELL),
        (9, "a", compare(">=", 5, "kg"), CANNOT_TELL),
    ],
)
def test_only_units_that_turn_into_each_other_are_compared(value, unit, rule, wanted):
    assert state(AGE, rule, {"value": value, "unit": unit}) == wanted


LABORATORY = {
    "type": "quantity",
    "unitOption": [
        {"code": code} for code in ("g/L", "g/dL", "mmol/L", "umol/L", "10*9/L")
    ],
}


@pytest.mark.parametrize(
    ("value", "unit", "rule", "wanted"),
    [
        # Haemoglobin of 7 g/dL and of 70 g/L is the same.
        ("7", "g/dL", compare("<", 70, "g/L"), NO),
        ("6.9", "g/dL", compare("<", 70, "g/L"), YES),
        ("69,9", "g/L", compare("<", 7, "g/dL"), YES),
        ("0.25", "mmol/L", compare(">", 249, "umol/L"), YES),
        ("20", "10*9/L", compare("<", 20_000, "10*6/L"), NO),
        # What a mole weighs is not known: nothing is guessed.
        ("250", "umol/L", compare("<", 3, "mg/dL"), CANNOT_TELL),
        ("5", "g/L", compare(">", 1, "mmol/L"), CANNOT_TELL),
    ],
)
def test_values_of_a_report_are_compared_in_any_usual_unit(value, unit, rule, wanted):
    assert state(LABORATORY, rule, {"value": value, "unit": unit}) == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("30", YES), ("29,9", NO), ("29.999999999", NO), ("３０", YES), ("", CANNOT_TELL)],
)
def test_limits_are_inclusive_and_exact(typed, wanted):
    item = {"type": "decimal", "unit": {"code": "%"}}
    assert state(item, compare(">=", 30, "%"), typed) == wanted


MEDICINES = {
    "type": "choice",
    "repeats": True,
    "answerOption": [
        *({"code": code} for code in ("a", "b", "c", "other", "unsure")),
        {"code": "none", "exclusive": True},
    ],
}


def count(cmp: str, value: int, *maybe: str) -> dict:
    rule = {"op": "count", "codes": ["a", "b", "c"], "cmp": cmp, "value": value}
    return {**rule, "maybe": list(maybe)}


@pytest.mark.parametrize(
    ("ticks", "rule", "wanted"),
    [
        (["a", "b"], count(">=", 2), YES),
        (["a"], count(">=", 2), NO),
        (["none"], count(">=", 1), NO),
        (["none"], count("<=", 0), YES),
        # One that may be on the list makes a range.
        (["a", "other"], count(">=", 2, "other"), CANNOT_TELL),
        (["a", "b", "other"], count(">=", 2, "other"), YES),
        (["other"], count(">=", 2, "other"), NO),
        # "Not sure" too: from what is ticked up to all of them.
        (["a", "unsure"], count(">=", 2), CANNOT_TELL),
        (["a", "b", "unsure"], count(">=", 2), YES),
        (["unsure"], count("<=", 3), YES),
        (["unsure"], count(">=", 4), NO),
        (["unsure"], count("<=", 0), CANNOT_TELL),
        (["a", "b"], count("=", 2), YES),
        (["a", "b", "other"], count("=", 2, "other"), CANNOT_TELL),
        ([], count("<=", 3), CANNOT_TELL),
    ],
)
def test_ticks_are_counted_as_a_range(ticks, rule, wanted):
    assert state(MEDICINES, rule, ticks) == wanted


@pytest.mark.parametrize(
    ("ticks", "wanted"),
    [
        (["a"], YES),
        (["b"], NO),
        (["none"], NO),
        (["b", "unsure"], CANNOT_TELL),
        (["a", "unsure"], YES),
        ([], CANNOT_TELL),
    ],
)
def test_what_is_not_ticked_is_no_unless_somebody_is_not_sure(ticks, wanted):
    assert state(MEDICINES, {"op": "has", "code": "a"}, ticks) == wanted
