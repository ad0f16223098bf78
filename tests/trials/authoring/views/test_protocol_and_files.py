"""Lines from the protocol, and questionnaires that come as a file."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.filled import filled
from tests.trials.authoring.views.test_authoring import HERE, author, draft, page
from tests.trials.pages.views.test_selfchecks import version
from tests.trials.selfcheck.founding import DEFINITION
from trials.models import EligibilityCriterion, SelfCheckVersion
from trials.selfcheck.answers import flatten

__all__ = ["author", "draft", "version"]
pytestmark = pytest.mark.django_db


def test_from_the_protocol_every_line_is_the_teams(author, version):
    for position, (kind, text) in enumerate(
        [("INCLUSION", "Adults"), ("INCLUSION", "SLE"), ("EXCLUSION", "Pregnancy")]
    ):
        EligibilityCriterion.objects.create(
            study=version.study, kind=kind, position=position, text=text
        )
    author.post(f"{HERE}begin/")
    fresh = SelfCheckVersion.objects.get(number="1.0.1")
    assert [(c["id"], c["mode"]) for c in fresh.definition["criteria"]] == [
        ("I1", "team_check"),
        ("I2", "team_check"),
        ("E1", "team_check"),
    ]
    data = filled(page(author, "1.0.1/rule/I1/"))
    data |= {"mode": "ask", "part-0-item": "age", "part-0-comparison": ">="}
    data |= {"part-0-value": "18", "part-0-unit": "a"}
    author.post(f"{HERE}1.0.1/rule/I1/", data)
    tried = author.post(f"{HERE}1.0.1/try/", {"age.value": "17", "age.unit": "a"})
    assert "does not fit" in tried.content.decode()


def test_exported_and_imported_it_is_the_same(author, version):
    exported = author.get(f"{HERE}1.0.0/fhir.json")
    assert exported["Content-Type"] == "application/fhir+json"
    assert "attachment" in exported["Content-Disposition"]
    file = upload("check.json", exported.content)
    author.post(HERE, {"file": file})
    fresh = SelfCheckVersion.objects.get(number="1.0.1")
    assert {**fresh.definition, "version": "1.0.0"} == {
        **DEFINITION,
        "status": "draft",
    }


def test_an_export_says_whether_families_see_it(author, version, draft):
    for number, status in (("1.0.0", "active"), ("1.0.1", "draft")):
        assert author.get(f"{HERE}{number}/fhir.json").json()["status"] == status


def test_our_form_edited_elsewhere_comes_in_with_each_question_once(author, version):
    form = author.get(f"{HERE}1.0.0/fhir.json").json()
    form["item"][0]["item"][0]["text"] = "Who is it about?"
    author.post(HERE, {"file": upload("form.json", json.dumps(form).encode())})
    items = SelfCheckVersion.objects.get(number="1.0.1").definition["items"]
    links, before = (
        sorted(placed.item["linkId"] for placed in flatten(part))
        for part in (items, DEFINITION["items"])
    )
    assert links == before
    assert items[0]["item"][0]["text"]["en"] == "Who is it about?"


def test_a_foreign_form_gives_its_questions(author, version):
    EligibilityCriterion.objects.create(
        study=version.study, kind="INCLUSION", position=0, text="Adults"
    )
    form = {
        "resourceType": "Questionnaire",
        "item": [{"linkId": "Q1", "type": "boolean", "text": "Do you smoke?"}],
    }
    answer = author.post(
        HERE, {"file": upload("form.json", json.dumps(form).encode())}, follow=True
    )
    text = answer.content.decode()
    assert "Do you smoke?" in text
    assert "Question Q1: Yes or no became a choice with “Not sure”." in text


@pytest.mark.parametrize("raw", [b"", b"{}", b"[" * 100_000, b'{"format": 1}'])
def test_a_hostile_file_is_refused_in_words(author, version, raw):
    answer = author.post(HERE, {"file": upload("x.json", raw)})
    assert answer.status_code == 200
    assert "field-error" in answer.content.decode()
    assert SelfCheckVersion.objects.count() == 1


def upload(name: str, content: bytes):
    return SimpleUploadedFile(name, content, "application/json")
