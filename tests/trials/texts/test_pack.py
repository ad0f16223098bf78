"""One button makes what a committee reads; its decision approves exactly that."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from portal.audit.models import AuditEvent
from tests import factories, texts
from tests.factories import NOW
from tests.trials.texts.people import person
from trials.models import Study, TextKind, TextVersion
from trials.texts.actions.reviewing import return_text, submit_text
from trials.texts.bodies import words_in
from trials.texts.pack import parts

pytestmark = pytest.mark.django_db
PATH = "/staff/texts/NCT90000001/"
DECISION = {
    "name": "Dr Example (fictional)",
    "ethics_reference": "EC 2026/99",
    "approved_on": "2026-11-20",
    "valid_until": "2027-11-20",
}
CHINESE = texts.study_body(texts.section("what", "这是什么？", "一项关于休息的研究。"))


@pytest.fixture(autouse=True)
def _texts_alone(monkeypatch) -> None:
    """Leave out mails and pages, which no decision approves: test_pack_whole.py."""
    monkeypatch.setattr(parts, "MORE", [])


@pytest.fixture
def study() -> Study:
    return factories.Study(registry_id="NCT90000001", brief_summary="Rest is tested.")


def taken(client) -> bytes:
    answer = client.get(f"{PATH}pack.zip")
    assert answer["Content-Type"] == "application/zip"
    return answer.content


def decide(client, raw: bytes, **changes: str):
    file = SimpleUploadedFile("pack.zip", raw, "application/zip")
    return client.post(f"{PATH}decision/", {**DECISION, **changes, "pack": file})


def manifest(raw: bytes) -> dict:
    return json.loads(zipfile.ZipFile(io.BytesIO(raw)).read("manifest.json"))


def test_the_pack_holds_everything_in_every_language(study):
    call_command("load_texts")
    english = texts.submitted(study, is_by_program=True)
    texts.submitted(study, CHINESE, language="zh-hans")
    texts.submitted(study, {"facts": {"visits": "Five visits"}}, kind=TextKind.FACTS)
    raw = taken(person("editor"))
    pack = zipfile.ZipFile(io.BytesIO(raw))
    assert sorted(pack.namelist()) == [
        *("NCT90000001-en.pdf", "NCT90000001-en.txt"),
        *("NCT90000001-zh-hans.pdf", "NCT90000001-zh-hans.txt", "manifest.json"),
    ]
    text = pack.read("NCT90000001-en.txt").decode()
    for words in (
        *("A study of rest.", "Five visits", "Rest is tested.", english.sha256),
        *("drafted_by_program: True", "Who sees whose identity", "cannot consent"),
    ):
        assert words in text, words
    assert "一项关于休息的研究。" in pack.read("NCT90000001-zh-hans.txt").decode()
    for code in ("en", "zh-hans"):
        pdf = pack.read(f"NCT90000001-{code}.pdf")
        assert pdf.startswith(b"%PDF")
        assert len(pdf) > 10_000
    assert AuditEvent.objects.filter(verb="PACK_TAKEN").exists()


def test_every_word_of_the_texts_is_in_the_pack(study):
    call_command("load_texts")
    texts.submitted(study)
    pack = zipfile.ZipFile(io.BytesIO(taken(person("editor"))))
    text = pack.read("NCT90000001-en.txt").decode()
    for version in TextVersion.objects.filter(language="en"):
        assert [w for _path, w in words_in(version.body) if w not in text] == []


def test_a_decision_approves_exactly_what_the_pack_held(study):
    held = texts.submitted(study)
    other = texts.submitted(study, CHINESE, language="zh-hans")
    raw = taken(person("editor"))
    # Changed after the pack was taken.
    later = return_text(version=other, now=NOW, by="user:77")
    submit_text(version=later, now=NOW, by="user:77")
    answer = decide(person("reader"), raw)
    assert answer.status_code == 200
    for one in (held, later):
        one.refresh_from_db()
    assert (held.state, held.ethics_reference) == ("APPROVED", "EC 2026/99")
    assert held.valid_until.isoformat() == "2027-11-20"
    assert later.state == "IN_REVIEW"
    assert "does not wait any more, or has changed" in answer.content.decode()


def test_nobody_approves_own_words_by_a_decision(study):
    editor = person("editor")
    version = texts.submitted(study, by=f"user:{editor.user.pk}")
    page = decide(editor, taken(editor)).content.decode()
    assert "Ask another person" in page
    version.refresh_from_db()
    assert version.state == "IN_REVIEW"


def test_a_forged_hash_approves_nothing(study):
    version = texts.submitted(study)
    raw = taken(person("editor"))
    forged = json.loads(json.dumps(manifest(raw)))
    for one in forged["texts"]:
        one["sha256"] = "0" * 64
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr("manifest.json", json.dumps(forged))
    decide(person("reader"), out.getvalue())
    version.refresh_from_db()
    assert version.state == "IN_REVIEW"


@pytest.mark.parametrize("raw", [b"no zip", b"PK\x03\x04", b""])
def test_what_is_no_pack_is_refused(study, raw):
    assert decide(person("reader"), raw).status_code == 422


def test_another_studys_pack_is_refused(study):
    other = factories.Study(registry_id="NCT90000002")
    texts.submitted(other)
    editor = person("editor")
    raw = editor.get("/staff/texts/NCT90000002/pack.zip").content
    answer = decide(editor, raw)
    assert answer.status_code == 422
    assert "belongs to another trial" in answer.content.decode()
