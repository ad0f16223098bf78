"""Everything a question may be is chosen from lists: answers, numbers, its place."""

import pytest

from tests.filled import filled
from tests.trials.authoring.views.test_authoring import HERE, author, draft, page
from tests.trials.authoring.views.test_rules import criterion, question, send
from tests.trials.pages.views.test_selfchecks import version

__all__ = ["author", "draft", "version"]
pytestmark = pytest.mark.django_db


def test_answers_are_ordered_added_and_taken_out(author, draft):
    data = {"option-1-place": "2", "option-2-place": "1", "option-3-remove": "on"}
    data |= {"new_options": "Long ago", "option-4-place": "9"}
    send(author, "1.0.1/question/heart/", **data)
    options = question(draft, "heart")["answerOption"]
    codes = [option["code"] for option in options]
    assert codes == ["minor", "yes", "option-1", "unsure"]
    assert options[2]["text"] == {"en": "Long ago"}
    assert 'name="option-4-remove"' not in page(author, "1.0.1/question/heart/")


def test_an_answer_stands_alone(author, draft):
    send(author, "1.0.1/question/last3m/", **{"option-1-exclusive": "on"})
    assert question(draft, "last3m")["answerOption"][0]["exclusive"] is True


def test_numbers_have_limits_and_units(author, draft):
    wrong = send(author, "1.0.1/question/egfr/", **{"limits-0-high": "0.5"})
    assert wrong.status_code == 422
    send(author, "1.0.1/question/egfr/", **{"limits-0-high": "200", "unit": "mL/min"})
    egfr = question(draft, "egfr")
    assert (egfr["maxValue"], egfr["unit"]["code"]) == (200, "mL/min")
    weeks = send(author, "1.0.1/question/age/", add_unit="wk")
    assert weeks.status_code == 422
    send(author, "1.0.1/question/age/", **{"limits-0-high": "99"})
    assert question(draft, "age")["unitOption"][0]["maxValue"] == 99


def test_another_unit_is_one_that_turns_into_the_first(author, draft):
    new = {"text": "How long ago was it?", "label": "Time", "kind": "quantity"}
    author.post(f"{HERE}1.0.1/question/", {**new, "units": ["wk"]})
    send(author, "1.0.1/question/question-1/", add_unit="d")
    units = question(draft, "question-1")["unitOption"]
    assert [unit["code"] for unit in units] == ["wk", "d"]


def test_not_sure_is_added_where_it_is_missing(author, draft):
    send(author, "1.0.1/question/has_results/", add_unsure="on")
    options = question(draft, "has_results")["answerOption"]
    assert [option["code"] for option in options] == ["yes", "no", "unsure"]
    assert 'name="add_unsure"' not in page(author, "1.0.1/question/has_results/")


def test_a_laboratory_value_is_written_with_its_units(author, draft):
    new = {"text": "What is the haemoglobin?", "label": "Haemoglobin"}
    new |= {"kind": "quantity"}
    assert author.post(f"{HERE}1.0.1/question/", new).status_code == 422
    # Grams turn into moles by what is measured: another table for each substance.
    two = author.post(f"{HERE}1.0.1/question/", {**new, "units": ["g/L", "mmol/L"]})
    assert "do not turn into each other" in two.content.decode()
    author.post(f"{HERE}1.0.1/question/", {**new, "units": ["g/L", "g/dL"]})
    units = question(draft, "question-1")["unitOption"]
    assert [unit["code"] for unit in units] == ["g/L", "g/dL"]
    rule = {"mode": "ask", "part-0-item": "question-1", "part-0-comparison": ">="}
    rule |= {"part-0-value": "90", "part-0-unit": "g/L"}
    send(author, "1.0.1/rule/I5/", **rule)
    assert criterion(draft, "I5")["rule"]["unit"] == "g/L"


def test_a_day_is_asked_about_within_a_window(author, draft):
    new = {"text": "When was the last vaccine?", "label": "Vaccine", "kind": "date"}
    author.post(f"{HERE}1.0.1/question/", new)
    rule = {"mode": "ask", "part-0-item": "question-1"}
    rule |= {"part-0-comparison": "longer", "part-0-value": "4", "part-0-unit": "wk"}
    send(author, "1.0.1/rule/E14/", **rule)
    assert criterion(draft, "E14")["rule"] == {
        "op": "within",
        "item": "question-1",
        "value": 4,
        "unit": "wk",
    }
    again = filled(page(author, "1.0.1/rule/E14/"))
    assert again["part-0-comparison"] == "longer"


def test_a_question_moves_to_another_group_or_a_new_one(author, draft):
    send(author, "1.0.1/question/tb/", group="g-recent")
    send(author, "1.0.1/question/lungs/", new_group="Lungs")
    draft.refresh_from_db()
    groups = {g["linkId"]: g for g in draft.definition["items"]}
    assert groups["g-recent"]["item"][-1]["linkId"] == "tb"
    assert groups["group-1"]["item"][0]["linkId"] == "lungs"
    assert groups["group-1"]["text"] == {"en": "Lungs"}
