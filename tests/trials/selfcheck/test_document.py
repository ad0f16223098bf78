"""A document is checked before it is believed; each lint rule finds its fault."""

import copy
import json

import pytest

from tests.trials.selfcheck.founding import DEFINITION
from trials.selfcheck.document import DocumentError, fingerprint, lint, load


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


@pytest.mark.parametrize(
    ("change", "code"),
    [
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
    assert fingerprint(turned) == fingerprint(DEFINITION)
    turned["texts"]["start"]["en"] += "!"
    assert fingerprint(turned) != fingerprint(DEFINITION)
