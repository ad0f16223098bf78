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
from trials.selfcheck.fhir import export_questionnaire, read_questionnaire
from trials.selfcheck.fhir_import import flat, import_questionnaire

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


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["linkId", "type", "item", "enableWhen", "question", "operator", "url",
             "extension", "answerOption", "valueCoding", "code", "text", "_text"]
        ),
        inner | st.sampled_from(["choice", "group", "a", "b", "exists", "="]),
        max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip


@given(JUNK)
def test_whatever_a_file_holds_nothing_is_raised(junk):
    for items in (junk, [junk], [{"linkId": "x", "type": "choice", "text": junk}]):
        read_questionnaire({"resourceType": "Questionnaire", "item": items})
