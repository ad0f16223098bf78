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
