"""Everything a rule may say is chosen from lists: numbers, reasons, for whom."""

from datetime import date

import pytest

from tests.filled import filled
from tests.trials.authoring.views.test_authoring import HERE, author, draft, page
from tests.trials.pages.views.test_selfchecks import version
from tests.trials.selfcheck.founding import case
from trials.selfcheck.document import validator
from trials.selfcheck.editing import drafts
from trials.selfcheck.evaluate import evaluate

__all__ = ["author", "draft", "version"]
pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 1)


def send(author, path: str, **changes: str):
    data = {**filled(page(author, path)), **changes}
    answer = author.post(HERE + path, data)
    assert answer.status_code in {302, 422}, answer
    return answer


def criterion(draft, name: str) -> dict:
    draft.refresh_from_db()
    assert next(validator().iter_errors(draft.definition), None) is None
    return drafts.criterion(draft.definition, name)


def question(draft, link: str) -> dict:
    draft.refresh_from_db()
    assert next(validator().iter_errors(draft.definition), None) is None
    return drafts.question(draft.definition, link)


def test_every_line_saved_as_it_stands_means_the_same(author, draft, version):
    for one in version.definition["criteria"]:
        send(author, f"1.0.1/rule/{one['id']}/")
    draft.refresh_from_db()
    for number in ("C01", "C02", "C05", "C07", "C11", "C15", "C20"):
        answers = case(number)
        before = evaluate(version.definition, answers, TODAY)
        assert evaluate(draft.definition, answers, TODAY) == before
    rules = [one.get("rule") for one in version.definition["criteria"]]
    assert [one.get("rule") for one in draft.definition["criteria"]] == rules
    reasons = [one["reasons"] for one in version.definition["criteria"]]
    assert [one["reasons"] for one in draft.definition["criteria"]] == reasons


def test_every_question_saved_as_it_stands_is_the_same(author, draft, version):
    for asked in drafts.questions(version.definition):
        send(author, f"1.0.1/question/{asked['linkId']}/")
    for group in version.definition["items"]:
        send(author, f"1.0.1/group/{group['linkId']}/")
    draft.refresh_from_db()
    for asked in drafts.questions(version.definition):
        after = drafts.question(draft.definition, asked["linkId"])
        # False and absent say the same.
        assert {k: v for k, v in after.items() if v is not False} == {
            k: v for k, v in asked.items() if v is not False
        }


def test_a_tick_that_cannot_tell_is_never_a_no(author, draft):
    rule = "1.0.1/rule/I5/"
    data = {"mode": "ask", "part-0-item": "last3m"}
    unsaid = send(author, rule, **data)
    assert "Say of at least one answer whether it fits." in unsaid.content.decode()
    data |= {f"part-0-option-{code}": "cannot_tell" for code in ("study", "none")}
    data |= {"part-0-option-infection": "fits", "part-0-option-dialysis": "cannot_tell"}
    author.post(HERE + rule, {**filled(unsaid.content.decode()), **data})
    assert criterion(draft, "I5")["rule"]["op"] == "answer"
    answers = {**case("C01"), "last3m": ["dialysis"]}
    result = evaluate(draft.definition, answers, TODAY)
    assert result.states["I5"] == "unknown"
    again = filled(page(author, rule))
    assert again["part-0-option-dialysis"] == "cannot_tell"
    assert again["part-0-option-infection"] == "fits"


def test_not_sure_cannot_be_said_to_fit(author, draft):
    answer = send(author, "1.0.1/rule/E12/", **{"part-0-option-unsure": "fits"})
    assert answer.status_code == 422


def test_several_ticks_may_be_needed(author, draft):
    send(author, "1.0.1/rule/E4/", **{"part-0-needed": "5"})
    assert criterion(draft, "E4")["rule"]["op"] == "has"
    send(
        author,
        "1.0.1/rule/E4/",
        **{"part-0-needed": "2", "part-0-option-dialysis": "fails"},
    )
    assert criterion(draft, "E4")["rule"]["value"] == 2
    assert filled(page(author, "1.0.1/rule/E4/"))["part-0-needed"] == "2"


def test_a_unit_is_one_that_the_question_is_asked_in(author, draft):
    answer = send(author, "1.0.1/rule/I4c/", **{"part-0-unit": "mg/dL"})
    assert answer.status_code == 422
    text = page(author, "1.0.1/rule/I4c/")
    assert text.count('<option value="mL/min/{1.73_m2}"') >= 1
    assert 'value="g/L"' not in text


def test_words_for_one_answer_come_before_the_general_ones(author, draft):
    send(
        author,
        "1.0.1/rule/E9/",
        **{
            "new-answer": "tb|unsure",
            "new-state": "unknown",
            "new-words": "Ask the doctor about tuberculosis.",
            "reason-1-temporary": "on",
        },
    )
    reasons = criterion(draft, "E9")["reasons"]
    unknown = [r for r in reasons if r["state"] == "unknown"]
    assert unknown[0]["text"]["en"] == "Ask the doctor about tuberculosis."
    assert unknown[0]["when"]["true"] == ["unsure"]
    assert reasons[1]["temporary"] is True
    text = page(author, "1.0.1/rule/E9/")
    assert "Only if:" in text
    place = reasons.index(unknown[0])
    send(author, "1.0.1/rule/E9/", **{f"reason-{place}-remove": "on"})
    assert unknown[0] not in criterion(draft, "E9")["reasons"]


def test_a_reason_for_not_knowing_never_stops(author, draft):
    text = page(author, "1.0.1/rule/E9/").partition('name="reason-2-effect"')[2]
    assert 'value="stop"' not in text.partition("</select>")[0]
    data = {"exception": "on", "does_not_meet": "discuss", "reason-1-effect": "stop"}
    assert send(author, "1.0.1/rule/E9/", **data).status_code == 422


def test_probably_not_is_greyed_where_there_is_an_exception(author, draft):
    def stop(path: str) -> str:
        text = page(author, path).partition('name="does_not_meet"')[2]
        return text.partition('value="stop"')[2].partition(">")[0]

    assert "disabled" in stop("1.0.1/rule/E8/")
    assert "disabled" not in stop("1.0.1/rule/E9/")


def test_rules_that_no_table_shows_are_said_in_words(author, draft):
    text = page(author, "1.0.1/rule/I2d/")
    assert "≥ 2 of “Cyclophosphamide”" in text
    applies = page(author, "1.0.1/rule/E11/")
    assert "≥ 10 years" in applies


def test_for_whom_a_line_applies_is_chosen_from_lists(author, draft):
    data = {"applies-0-answer": "sex|female", "applies-2-number": "age"}
    data |= {"applies-2-operator": ">=", "applies-2-value": "18"}
    wrong = send(author, "1.0.1/rule/E9/", **data)
    assert "Choose a unit in which this is asked." in wrong.content.decode()
    send(author, "1.0.1/rule/E9/", **data, **{"applies-2-unit": "a"})
    assert criterion(draft, "E9")["appliesWhen"] == {
        "op": "all",
        "args": [
            {"op": "answer", "item": "sex", "true": ["female"], "false": ["male"]},
            {"op": "compare", "item": "age", "cmp": ">=", "value": 18, "unit": "a"},
        ],
    }


def test_pregnancy_is_asked_by_age_and_sex(author, draft):
    new = {"text": "Are {you} breastfeeding?", "label": "Breastfeeding"}
    new |= {"kind": "choice", "options": "Yes\nNo", "group": "g-pregnancy"}
    author.post(f"{HERE}1.0.1/question/", new)
    conditions = {
        "when-0-answer": "sex|female",
        "when-2-number": "age",
        "when-2-operator": "<",
        "when-2-value": "61",
        "when-2-unit": "a",
        "sensitive": "on",
    }
    send(author, "1.0.1/question/question-1/", **conditions)
    assert question(draft, "question-1")["enableWhen"] == [
        {"question": "sex", "operator": "=", "answerCode": "female"},
        {
            "question": "age",
            "operator": "<",
            "answerQuantity": {"value": 61, "code": "a"},
        },
    ]
    assert question(draft, "question-1")["enableBehavior"] == "all"


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
    two = author.post(f"{HERE}1.0.1/question/", {**new, "units": ["g/L", "g/dL"]})
    assert "do not turn into each other" in two.content.decode()
    author.post(f"{HERE}1.0.1/question/", {**new, "units": ["g/L"]})
    units = question(draft, "question-1")["unitOption"]
    assert [unit["code"] for unit in units] == ["g/L"]
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


def test_nothing_is_dropped_in_silence_when_a_question_went(author, draft):
    author.post(f"{HERE}1.0.1/question/gvhd/remove/")
    refused = send(author, "1.0.1/rule/E5b/")
    assert "The question of this part is gone." in refused.content.decode()
    assert len(criterion(draft, "E5b")["rule"]["args"]) == 2
    send(author, "1.0.1/rule/E5b/", **{"part-1-leave_out": "on"})
    assert criterion(draft, "E5b")["rule"]["item"] == "transplant"


def test_a_condition_on_what_comes_later_now_is_kept_and_named(author, draft):
    before = question(draft, "gvhd")["enableWhen"]
    send(author, "1.0.1/question/gvhd/", group="g-recent")
    send(author, "1.0.1/group/g-pregnancy/", move="up")
    send(author, "1.0.1/question/age/", group="g-results")
    assert "A condition looks at a question that comes later." in page(author, "1.0.1/")
    send(author, "1.0.1/question/gvhd/")
    assert question(draft, "gvhd")["enableWhen"] == before
    send(author, "1.0.1/group/g-pregnancy/")
    group = next(g for g in draft.definition["items"] if g["linkId"] == "g-pregnancy")
    draft.refresh_from_db()
    after = next(g for g in draft.definition["items"] if g["linkId"] == "g-pregnancy")
    assert after["enableWhen"] == group["enableWhen"]


def test_a_question_moves_to_another_group_or_a_new_one(author, draft):
    send(author, "1.0.1/question/tb/", group="g-recent")
    send(author, "1.0.1/question/lungs/", new_group="Lungs")
    draft.refresh_from_db()
    groups = {g["linkId"]: g for g in draft.definition["items"]}
    assert groups["g-recent"]["item"][-1]["linkId"] == "tb"
    assert groups["group-1"]["item"][0]["linkId"] == "lungs"
    assert groups["group-1"]["text"] == {"en": "Lungs"}
