"""FHIR in and out: real files, our own files, hostile files, an exact round trip."""

import base64
import copy
import json
from collections import Counter
from pathlib import Path

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from hypothesis import given
from hypothesis import strategies as st

from tests.trials.selfcheck.founding import DEFINITION
from trials.selfcheck.answers import flatten
from trials.selfcheck.document import is_malformed
from trials.selfcheck.fhir import export_questionnaire, read_questionnaire
from trials.selfcheck.fhir_import import flat, import_questionnaire
from trials.selfcheck.fhir_join import with_imported
from trials.selfcheck.wording import Speaker

OWN = Path(__file__).with_name("data")
REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "fhir"


def expected(folder: Path) -> list:
    """Return (file, what an import must make of it)."""
    listed = folder / "EXPECTED.json"
    if not listed.is_file():
        return []
    wanted = json.loads(listed.read_text(encoding="utf-8"))
    return [
        pytest.param(folder / name, found, id=name) for name, found in wanted.items()
    ]


@pytest.mark.parametrize(("path", "wanted"), expected(OWN) + expected(REAL))
def test_an_import_gives_what_is_expected(path, wanted):
    report = import_questionnaire(path.read_bytes())
    assert report.accepted == wanted["accepted"]
    if not report.accepted:
        assert report.rejected == wanted["reject"]
        return
    items = list(flat(report.items))
    assert Counter(item["type"] for item in items) == wanted["imported"]
    conditions = sum(len(item.get("enableWhen", [])) for item in items)
    assert conditions == wanted["conditions"]
    assert report.counts() == wanted["report"]
    assert report.is_publishable == wanted["publishable_without_edits"]


def test_our_own_files_are_here():
    assert len(expected(OWN)) == 13


def test_an_unchanged_export_comes_back_exactly():
    raw = json.dumps(export_questionnaire(DEFINITION)).encode()
    document, report = read_questionnaire(raw)
    assert document == DEFINITION
    assert report.accepted
    assert report.notes == []


def test_an_export_is_valid_fhir():
    resource = export_questionnaire(DEFINITION)
    assert Questionnaire.model_validate(resource).status == "draft"
    text = json.dumps(resource["item"], ensure_ascii=False)
    assert "{you}" not in text
    assert "Are they pregnant" in text
    assert "questionnaire-optionExclusive" in text
    assert '"valueCode": "zh-hans"' in text


def test_items_changed_elsewhere_keep_the_questions_and_lose_the_rules():
    resource = export_questionnaire(DEFINITION)
    resource["item"][0]["item"][0]["text"] = "Who is it about?"
    document, report = read_questionnaire(resource)
    assert document is None
    assert report.counts()["warning rules_dropped"] == 1
    assert len([i for i in flat(report.items) if i["type"] == "choice"]) == 20


def changed_elsewhere(**changes) -> tuple[dict, object]:
    """Return our export with one question's words changed, and the import of it."""
    resource = export_questionnaire({**copy.deepcopy(DEFINITION), **changes})
    resource["item"][0]["item"][0]["text"] = "Who is it about?"
    return resource, read_questionnaire(resource)[1]


def test_items_changed_elsewhere_keep_all_words_and_marks():
    _resource, report = changed_elsewhere()
    before = {p.item["linkId"]: p.item for p in flatten(DEFINITION["items"])}
    after = {item["linkId"]: item for item in flat(report.items)}
    assert after.keys() == before.keys()
    said = Speaker(DEFINITION, {}, "en"), Speaker(DEFINITION, {}, "zh-hans")
    for link, item in before.items():
        for name in ("help", "why", "shortLabel"):
            words = item.get(name)
            spoken = words and {"en": said[0](words), "zh-hans": said[1](words)}
            assert after[link].get(name) == spoken, (link, name)
        for name in ("precision", "together", "sensitive", "unitOption", "unit"):
            assert after[link].get(name) == item.get(name), (link, name)
        alone = [o["code"] for o in item.get("answerOption", []) if o.get("exclusive")]
        found = after[link].get("answerOption", [])
        assert [o["code"] for o in found if o.get("exclusive")] == alone


def test_questions_that_are_there_come_in_once():
    _resource, report = changed_elsewhere()
    items = with_imported(DEFINITION["items"][:1], report.items)
    links = [placed.item["linkId"] for placed in flatten(items)]
    assert len(links) == len(set(links))
    assert items[0]["item"][0]["text"]["en"] == "Who is it about?"
    foreign = [{"linkId": "new", "type": "date", "text": {"en": "?"}}]
    assert [i["linkId"] for i in with_imported(DEFINITION["items"][:1], foreign)] == [
        "g-person",
        "new",
    ]


def test_a_document_of_other_items_than_the_files_is_not_believed():
    resource = export_questionnaire(DEFINITION)
    other = copy.deepcopy(DEFINITION)
    other["items"][0]["item"].reverse()
    data = base64.b64encode(json.dumps(other).encode()).decode()
    resource["extension"][0]["valueAttachment"]["data"] = data
    document, report = read_questionnaire(resource)
    assert document is None
    assert report.counts()["warning rules_dropped"] == 1


def test_an_export_says_what_state_it_is_in():
    assert export_questionnaire(DEFINITION, status="active")["status"] == "active"
    assert export_questionnaire({**DEFINITION, "texts": {}})["title"]


@pytest.mark.parametrize("kind", ["integer", "decimal", "date", "quantity"])
def test_a_number_or_date_that_repeats_has_to_be_put_right(kind):
    item = {"linkId": "a", "type": kind, "text": "?", "repeats": True}
    report = import_questionnaire({"resourceType": "Questionnaire", "item": [item]})
    assert report.counts()["error repeating_question"] == 1
    assert not report.is_publishable


def test_a_smuggled_document_is_checked_like_any_other():
    resource = export_questionnaire(DEFINITION)
    evil = base64.b64encode(b'{"format": "selfcheck/1"}').decode()
    resource["extension"][0]["valueAttachment"]["data"] = evil
    document, report = read_questionnaire(resource)
    assert document is None
    assert report.counts()["warning rules_dropped"] == 1


def test_an_active_document_comes_in_as_a_draft():
    active = {**copy.deepcopy(DEFINITION), "status": "active"}
    document, _report = read_questionnaire(export_questionnaire(active))
    assert document["status"] == "draft"


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
