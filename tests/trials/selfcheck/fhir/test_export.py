"""FHIR in and out: real files, our own files, hostile files, an exact round trip."""

import base64
import copy
import json
from collections import Counter
from pathlib import Path

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire

from tests.trials.selfcheck.founding import DEFINITION
from trials.selfcheck.answers import flatten
from trials.selfcheck.asking.wording import Speaker
from trials.selfcheck.fhir.export import (
    export_questionnaire,
    read_questionnaire,
)
from trials.selfcheck.fhir.joining import with_imported
from trials.selfcheck.fhir.reading import flatten_imported, import_questionnaire

OWN = Path(__file__).resolve().parents[1] / "data"
REAL = Path(__file__).resolve().parents[5] / "shared" / "data" / "fhir"


def expected(folder: Path) -> list:
    """Return (file, what an import must make of it)."""
    listed = folder / "EXPECTED.json"
    if not listed.is_file():
        gone = pytest.mark.skip(reason=f"the larger folder {folder.name} is not here")
        return [pytest.param(folder, {}, id="larger", marks=gone)]
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
    items = list(flatten_imported(report.items))
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
    assert (
        len([i for i in flatten_imported(report.items) if i["type"] == "choice"]) == 22
    )


def changed_elsewhere(**changes) -> tuple[dict, object]:
    """Return our export with one question's words changed, and the import of it."""
    resource = export_questionnaire({**copy.deepcopy(DEFINITION), **changes})
    resource["item"][0]["item"][0]["text"] = "Who is it about?"
    return resource, read_questionnaire(resource)[1]


def test_items_changed_elsewhere_keep_all_words_and_marks():
    _resource, report = changed_elsewhere()
    before = {p.item["linkId"]: p.item for p in flatten(DEFINITION["items"])}
    after = {item["linkId"]: item for item in flatten_imported(report.items)}
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
