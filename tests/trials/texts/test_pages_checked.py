"""Pages of texts: what is said while somebody writes, and of what is out of date."""

import pytest

from tests import texts
from tests.trials.texts.test_pages import BASE, begun, press, typed
from trials.models import TextState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _closed(settings) -> None:
    settings.SERVE_UNAPPROVED = False


RISKY = "You are guaranteed a cure. You qualify at once!"


def test_the_lint_is_shown_after_saving_and_asks_before_handing_in(study, editor):
    version = begun(editor)
    path = f"{BASE}version/{version.pk}/write/"
    editor.post(path, typed(version, text_1=RISKY))
    page = editor.get(path).content.decode()
    assert "guaranteed" in page
    assert 'name="despite"' in page
    assert "must not say" in press(editor, version, "hand_in").content.decode()
    version.refresh_from_db()
    assert version.state == TextState.DRAFT
    press(editor, version, "hand_in", despite="yes")
    version.refresh_from_db()
    assert version.state == TextState.IN_REVIEW


def test_typing_is_checked_and_nothing_is_saved(study, editor):
    version = begun(editor)
    path = f"{BASE}version/{version.pk}/check/"
    told = editor.post(path, typed(version, text_1=RISKY)).json()
    assert told["findings"] >= 2
    assert "SMOG" in told["html"]
    assert "&lt;b&gt;" in editor.post(path, typed(version, text_1="<b>")).json()["html"]
    version.refresh_from_db()
    assert version.body["sections"][0]["paragraphs"] == []


def test_paragraphs_that_did_not_change_keep_their_source(study, editor):
    body = texts.study_body(texts.section("what", "What?", "One.", "Two."))
    body["sections"][0]["paragraphs"][1] |= {"source": "general", "confirm": True}
    version = texts.drafted(study, body)
    sent = {"base": version.sha256, "heading_1": "What?", "source_1": "portal"}
    path = f"{BASE}version/{version.pk}/write/"
    editor.post(path, {**sent, "text_1": "One.\r\n\r\nTwo.\r\n\r\nThree."})
    version.refresh_from_db()
    kept = version.body["sections"][0]["paragraphs"]
    assert [(one["source"], one["confirm"]) for one in kept] == [
        *(("seed", False), ("general", True), ("portal", False)),
    ]


def test_the_page_of_a_study_says_what_is_public_drafted_and_missing(study, editor):
    texts.published(study)
    texts.drafted(study, language="zh-hans")
    page = editor.get(f"{BASE}NCT90000001/").content.decode()
    assert page.count("Missing: nobody has written it yet.") == 2
    assert page.count("Public now: nothing of it.") == 1
    assert "version 1" in page
    assert "Out of date" not in page


def test_a_text_is_out_of_date_when_its_record_changed(study, editor):
    texts.published(study)
    study.phases = ["PHASE3"]
    study.save()
    page = editor.get(f"{BASE}NCT90000001/").content.decode()
    assert "Out of date because the record changed in:" in page
    assert "<code>phases</code>" in page
    assert "<code>sponsor</code>" not in page
