"""Hostile files: refused whole, or read into our own form; nothing is ever raised."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trials.selfcheck.document import is_malformed
from trials.selfcheck.fhir.export import read_questionnaire
from trials.selfcheck.fhir.reading import import_questionnaire


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "not_json"),
        (b"[]", "not_a_questionnaire"),
        (b"[" * 200_000, "too_deep"),
        (b" " * 3_000_000, "too_large"),
        ({"resourceType": "Patient"}, "not_a_questionnaire"),
        ({"resourceType": "Questionnaire"}, "no_usable_question"),
        ({"resourceType": "Questionnaire", "item": "x"}, "not_a_questionnaire"),
        ({"resourceType": "Questionnaire", "item": [{}]}, "linkid_missing"),
        ({"resourceType": "Questionnaire", "item": [{"linkId": "a"}]}, "type_missing"),
        (
            {
                "resourceType": "Questionnaire",
                "item": [{"linkId": str(n), "type": "boolean"} for n in range(501)],
            },
            "too_many_items",
        ),
        (
            {
                "resourceType": "Questionnaire",
                "item": [
                    {
                        "linkId": "a",
                        "type": "boolean",
                        "enableWhen": [{"question": "a", "operator": "="}],
                    }
                ],
            },
            "enablewhen_on_itself",
        ),
    ],
)
def test_hostile_files_are_refused(raw, reason):
    assert read_questionnaire(raw)[1].rejected == reason


def form(item: dict | None = None, **parts) -> dict:
    """Return a small form with a part of the wrong kind."""
    usual = {"linkId": "a", "type": "choice", "text": "?"}
    options = [{"valueCoding": {"code": "x", "display": "X"}}]
    asked = {**usual, "answerOption": options, **(item or {})}
    return {"resourceType": "Questionnaire", "item": [asked], **parts}


def limit(value) -> dict:
    url = "http://hl7.org/fhir/StructureDefinition/minValue"
    return form({"type": "integer", "answerOption": [],
                 "extension": [{"url": url, "valueInteger": value}]})  # fmt: skip


@pytest.mark.parametrize(
    "resource",
    [
        form(contained=[None]),
        form(contained=5),
        form(contained=[{"resourceType": "ValueSet", "compose": []}]),
        form(contained=[{"resourceType": "ValueSet", "compose": {"include": 5}}]),
        form(
            contained=[
                {"resourceType": "ValueSet", "compose": {"include": [{"concept": [5]}]}}
            ]
        ),
        form(extension=5),
        form(extension=None),
        form(extension=[5]),
        form({"extension": [{"url": []}]}),
        form({"extension": [None]}),
        form({"answerValueSet": ["#a"], "answerOption": []}),
        form({"answerConstraint": ["optionsOrString"]}),
        form({"enableWhen": [{"question": ["a"], "operator": "="}]}),
        form({"_text": {"extension": 5}}),
        form({"_text": 5}),
        form({"text": {"en": "?"}}),
        form({"text": "\ud800"}),
        form({"text": "\x00"}),
        form({"answerOption": [{"valueCoding": {"code": []}}]}),
        form({"answerOption": [{"valueCoding": {"code": "x", "_display": []}}]}),
        form({"required": "yes"}),
        limit(float("nan")),
        limit(float("inf")),
        limit(10**400),
        form({"text": [[[[[[[]]]]]]] * 3}),
    ],
)
def test_a_file_that_breaks_its_own_format_is_refused(resource):
    for raw in (resource, json.dumps(resource).encode()):
        assert read_questionnaire(raw)[1].rejected in {
            "not_a_questionnaire",
            "not_json",
        }


@pytest.mark.parametrize("value", ["zz", True, [], {}])
def test_a_limit_that_is_no_number_is_none(value):
    (item,) = import_questionnaire(limit(value)).items
    assert "minValue" not in item


@pytest.mark.parametrize("value", [0, 1, 7.5])
def test_limits_are_kept(value):
    (item,) = import_questionnaire(limit(value)).items
    assert item["minValue"] == value


@pytest.mark.parametrize(
    "condition",
    [
        {"question": "a", "operator": "like", "answerCoding": {"code": "x"}},
        {"question": "a", "operator": ">", "answerCoding": {"code": "x"}},
        {"question": "a", "operator": "="},
    ],
)
def test_a_condition_that_nobody_can_hold_has_to_be_put_right(condition):
    resource = form()
    later = {"linkId": "b", "type": "boolean", "enableWhen": [condition]}
    resource["item"].append({"text": "?", **later})
    report = import_questionnaire(resource)
    assert report.counts()["error enablewhen_unresolved"] == 1
    assert "enableWhen" not in report.items[1]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["linkId", "type", "item", "enableWhen", "question", "operator", "url",
             "extension", "answerOption", "valueCoding", "code", "text", "_text",
             "repeats", "required", "answerValueSet", "answerConstraint", "_display",
             "display", "compose", "include", "concept", "valueCodeableConcept",
             "coding", "valueInteger", "valueString", "answerInteger", "initial",
             "answerQuantity", "value", "answerDate", "valueBoolean", "contained"]
        ),
        inner | st.sampled_from(
            ["choice", "group", "a", "b", "exists", "=", "integer", "date", "quantity",
             "minValue", "questionnaire-unit", "ValueSet", "help", "en",
             "questionnaire-itemControl", "questionnaire-optionExclusive"]
        ),
        max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip


@given(JUNK)
def test_whatever_a_file_holds_nothing_is_raised(junk):
    for items in (junk, [junk], [{"linkId": "x", "type": "choice", "text": junk}]):
        read_questionnaire({"resourceType": "Questionnaire", "item": items})
    names = ["extension", "_text", "answerOption", "enableWhen", "item", "initial"]
    for name in [*names, "answerValueSet", "answerConstraint", "repeats", "required"]:
        for part in (junk, [junk]):
            read_questionnaire(form({name: part}))
    for name in ("contained", "extension", "url", "language", "version", "copyright"):
        read_questionnaire(form(**{name: junk}))


@given(JUNK, st.sampled_from(["integer", "date", "quantity", "boolean", "choice"]))
def test_what_is_read_of_a_file_is_of_our_own_form(junk, kind):
    for part in ({"enableWhen": [junk]}, {"extension": [junk]}, {"item": [junk]}):
        resource = form()
        resource["item"].append({"linkId": "b", "type": kind, "text": "?", **part})
        report = read_questionnaire(resource)[1]
        assert not any(is_malformed("item", item) for item in report.items)
