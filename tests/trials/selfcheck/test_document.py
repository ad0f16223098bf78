"""A document is checked before it is believed; each lint rule finds its fault."""

import copy
import json

import pytest

from portal.lib.json_hash import hash_json
from tests.trials.selfcheck.founding import DEFINITION
from trials.selfcheck.answers import flatten
from trials.selfcheck.checking.lint import lint
from trials.selfcheck.document import DocumentError, load


def broken(change) -> list[str]:
    """Return the lint's codes after a change to a copy of the founding check."""
    document = copy.deepcopy(DEFINITION)
    change(document)
    return [finding.code for finding in lint(document)]


def criterion(document, name):
    return next(c for c in document["criteria"] if c["id"] == name)


def test_the_founding_check_is_clean():
    assert lint(DEFINITION) == []


def stop_an_exception(document):
    criterion(document, "E8")["effects"]["does_not_meet"] = "stop"


def stop_the_unknown(document):
    criterion(document, "I3")["effects"]["unknown"] = "stop"


def stop_the_unknown_in_a_reason(document):
    reasons = criterion(document, "I2c")["reasons"]
    next(r for r in reasons if r["state"] == "unknown")["effect"] = "stop"


def say_eligible(document):
    document["outcomes"][2]["title"]["en"] = "You are eligible"


def promise_in_chinese(document):
    document["texts"]["intro"]["zh-hans"] += "保证有效"


def sell_a_new_drug(document):
    document["texts"]["intro"]["en"] = "A new drug for you"


def forget_a_language(document):
    del document["texts"]["start"]["zh-hans"]


def ask_a_missing_question(document):
    criterion(document, "I1")["rule"]["item"] = "shoe"


def use_a_missing_option(document):
    criterion(document, "I2a")["rule"]["true"] = ["perhaps"]


def look_forward(document):
    document["items"].reverse()


def double(document):
    document["criteria"].append(document["criteria"][0])


def item(document, link):
    return next(p.item for p in flatten(document["items"]) if p.item["linkId"] == link)


def have_no_criteria(document):
    document["criteria"] = []


def forget_the_unit(document):
    del criterion(document, "I1")["rule"]["unit"]


def write_years(document):
    criterion(document, "I1")["rule"]["unit"] = "years"


def write_years_in_a_condition(document):
    item(document, "g-pregnancy")["enableWhen"][0]["answerQuantity"]["code"] = "years"


def forget_the_unit_of_a_condition(document):
    del item(document, "g-pregnancy")["enableWhen"][0]["answerQuantity"]["code"]


def compare_a_choice(document):
    criterion(document, "I1")["rule"]["item"] = "dx"


def tick_a_number(document):
    criterion(document, "I1")["rule"] = {"op": "has", "item": "age", "code": "x"}


def wait_for_a_missing_option(document):
    item(document, "gvhd")["enableWhen"][0]["answerCode"] = "perhaps"


def wait_for_a_group(document):
    item(document, "gvhd")["enableWhen"][0]["question"] = "g-person"


def wait_for_a_code_of_a_number(document):
    item(document, "gvhd")["enableWhen"][0] = {
        "question": "age",
        "operator": "=",
        "answerCode": "old",
    }


def tell_one_outcome_three_times(document):
    document["outcomes"] = [document["outcomes"][0]] * 3


def say_nothing(document):
    document["texts"] = {}


def speak_another_language(document):
    document["defaultLanguage"] = "fr"


def leave_out_not_sure(document):
    options = item(document, "dx")["answerOption"]
    options[:] = [option for option in options if option["code"] != "unsure"]


def require_a_number(document):
    item(document, "egfr")["required"] = True


def add_a_strange_part(document):
    document["criteria"][0]["verdict"] = "yes"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (have_no_criteria, "schema"),
        (add_a_strange_part, "schema"),
        (forget_the_unit, "no_unit"),
        (write_years, "unknown_unit"),
        (write_years_in_a_condition, "unknown_unit"),
        (forget_the_unit_of_a_condition, "no_unit"),
        (compare_a_choice, "wrong_kind"),
        (tick_a_number, "wrong_kind"),
        (wait_for_a_missing_option, "unknown_option"),
        (wait_for_a_group, "unknown_item"),
        (wait_for_a_code_of_a_number, "wrong_kind"),
        (tell_one_outcome_three_times, "outcomes"),
        (say_nothing, "missing_text"),
        (speak_another_language, "default_language"),
        (leave_out_not_sure, "no_not_sure"),
        (require_a_number, "required_number"),
        (stop_an_exception, "exception_stops"),
        (stop_the_unknown, "unknown_stops"),
        (stop_the_unknown_in_a_reason, "unknown_stops"),
        (say_eligible, "forbidden_word"),
        (promise_in_chinese, "forbidden_word"),
        (sell_a_new_drug, "forbidden_word"),
        (forget_a_language, "missing_language"),
        (ask_a_missing_question, "unknown_item"),
        (use_a_missing_option, "unknown_option"),
        (look_forward, "forward_condition"),
        (double, "duplicate"),
    ],
)
def test_each_fault_is_found(change, code):
    assert code in broken(change)


def test_what_only_opens_other_questions_may_be_a_plain_choice():
    def no_unknown(document):
        options = item(document, "has_results")["answerOption"]
        options[:] = [option for option in options if option["code"] != "unsure"]

    assert broken(no_unknown) == []


@pytest.mark.parametrize(
    "part", ["items", "criteria", "outcomes", "texts", "person", "languages"]
)
@pytest.mark.parametrize("value", [None, [], {}, "x", [None]])
def test_a_document_of_the_wrong_form_is_named_and_nothing_is_raised(part, value):
    def replace(document):
        document[part] = value

    found = broken(replace)
    assert found[0] == ("missing_text" if (part, value) == ("texts", {}) else "schema")


def test_not_equal_alone_is_warned_of_but_not_beside_exists():
    def alone(document):
        document["items"][1]["enableWhen"] = [
            {"question": "who", "operator": "!=", "answerCode": "self"}
        ]

    def beside(document):
        alone(document)
        document["items"][1]["enableBehavior"] = "all"
        document["items"][1]["enableWhen"].append(
            {"question": "who", "operator": "exists", "answerBoolean": True}
        )

    assert "not_equal_alone" in broken(alone)
    assert broken(beside) == []


@pytest.mark.parametrize(
    "raw",
    [b"", b"[]", b"{", b"\xff", b'{"format": "selfcheck/1"}', b"[" * 100_000,
     b" " * 3_000_000],
)  # fmt: skip
def test_what_is_no_document_is_refused_in_one_line(raw):
    with pytest.raises(DocumentError) as error:
        load(raw)
    assert "\n" not in str(error.value)


def test_the_fingerprint_knows_words_and_not_their_order():
    turned = json.loads(json.dumps(DEFINITION, sort_keys=True))
    assert hash_json(turned) == hash_json(DEFINITION)
    turned["texts"]["start"]["en"] += "!"
    assert hash_json(turned) != hash_json(DEFINITION)
