"""Editors write, another person approves, a third thing never happens: alone."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client

from tests import factories, texts
from tests.factories import NOW
from tests.trials.texts.people import person
from trials.models import TextKind, TextState, TextVersion
from trials.models.gated.kinds import OF_STUDIES
from trials.texts.actions.publishing import withdraw_text

pytestmark = pytest.mark.django_db
BASE = "/staff/texts/"
BODIES = {
    TextKind.STUDY: texts.WORDS,
    TextKind.FACTS: {"facts": {"visits": "Five"}},
    TextKind.ALERTS: {"title": "News", "paragraphs": ["A trial is new."]},
}
SIGNED = {
    "name": "Dr Example (fictional)",
    "ethics_reference": "EC 2026/17",
    "approved_on": "2026-11-01",
}


@pytest.fixture(autouse=True)
def _closed(settings) -> None:
    settings.SERVE_UNAPPROVED = False


def begun(editor: Client) -> TextVersion:
    editor.post(f"{BASE}NCT90000001/STUDY/en/")
    return TextVersion.objects.latest("pk")


def typed(version: TextVersion, **values: str) -> dict[str, str]:
    words = {
        f"text_{number}": f"Words of section {number}.\n\nMore of it."
        for number in range(1, 7)
    }
    headings = {
        f"heading_{number}": one["heading"]
        for number, one in enumerate(version.body["sections"], start=1)
    }
    return {"base": version.sha256, **headings, **words, **values}


def press(client: Client, version: TextVersion, step: str, **values: str):
    path = f"{BASE}version/{version.pk}/step/"
    return client.post(path, {"step": step, **values}, follow=True)


def handed_in(editor: Client) -> TextVersion:
    version = begun(editor)
    path = f"{BASE}version/{version.pk}/write/"
    assert editor.post(path, typed(version)).status_code == 302
    press(editor, version, "hand_in")
    version.refresh_from_db()
    return version


def test_six_sections_from_nothing_to_the_page(study, editor, reader, client):
    version = handed_in(editor)
    assert version.state == TextState.IN_REVIEW
    assert len(version.body["sections"]) == 6
    answer = reader.post(f"{BASE}version/{version.pk}/sign/", SIGNED, follow=True)
    assert answer.status_code == 200
    press(reader, version, "publish")
    page = client.get("/trials/NCT90000001/").content.decode()
    assert "Words of section 6." in page
    assert "Checked by Dr Example (fictional)" in page


def test_whoever_signed_once_need_not_type_the_name_again(study, editor, reader):
    version = handed_in(editor)
    page = f"{BASE}version/{version.pk}/"
    named = f'value="{SIGNED["name"]}"'
    assert named not in reader.get(page).content.decode()
    reader.post(f"{page}sign/", SIGNED)
    again = f"{BASE}version/{handed_in(editor).pk}/"
    assert named in reader.get(again).content.decode()
    # Another person signs with a name of their own.
    assert named not in person("other").get(again).content.decode()


def test_an_editor_alone_cannot_publish_by_the_pages(study, editor, client):
    version = handed_in(editor)
    answer = editor.post(f"{BASE}version/{version.pk}/sign/", SIGNED)
    assert answer.status_code == 422
    assert "Ask another person" in answer.content.decode()
    press(editor, version, "publish")
    version.refresh_from_db()
    assert version.state == TextState.IN_REVIEW
    assert "Words of section" not in client.get("/trials/NCT90000001/").content.decode()


def test_only_who_has_the_right_takes_a_step(study, editor):
    version = handed_in(editor)
    outsider = person("auditor", group="Auditors")
    for path in (BASE, f"{BASE}NCT90000001/", f"{BASE}version/{version.pk}/"):
        assert outsider.get(path).status_code == 403
        assert Client().get(path).status_code == 302
    writer = get_user_model().objects.create_user("writer@hospital.example")
    writer.user_permissions.add(Permission.objects.get(codename="change_textversion"))
    factories.add_second_factor(writer)
    client = Client()
    client.force_login(writer)
    assert client.post(f"{BASE}version/{version.pk}/sign/", SIGNED).status_code == 403
    for step in ("publish", "give_back", "withdraw", "bring_back", "nonsense"):
        assert press(client, version, step).status_code == 403


def test_nothing_typed_is_lost_and_nothing_overwritten(study, editor, reader):
    version = begun(editor)
    path = f"{BASE}version/{version.pk}/write/"
    mine, theirs = (
        typed(version, text_1="Mine & more."),
        typed(version, text_1="Theirs."),
    )
    assert reader.post(path, theirs).status_code == 302
    answer = editor.post(path, mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Mine &amp; more." in page
    assert "Somebody changed this text while you were writing" in page
    assert "<del>" in page
    version.refresh_from_db()
    assert version.body["sections"][0]["paragraphs"][0]["text"] == "Theirs."
    again = {**mine, "base": version.sha256}
    assert f'value="{version.sha256}"' in page
    assert editor.post(path, again).status_code == 302
    version.refresh_from_db()
    assert version.body["sections"][0]["paragraphs"][0]["text"] == "Mine & more."


def test_what_is_too_long_is_kept_and_said(study, editor):
    version = begun(editor)
    path = f"{BASE}version/{version.pk}/write/"
    answer = editor.post(path, typed(version, text_1="x" * 21_000))
    assert answer.status_code == 422
    assert "x" * 21_000 in answer.content.decode()


def test_general_words_are_approved_in_one_press(reader):
    call_command("load_texts")
    assert "As shipped: not yet read" in reader.get(BASE).content.decode()
    version = TextVersion.objects.get(kind=TextKind.QUESTIONS, language="en")
    form = {"name": "Dr Example (fictional)", "approved_on": "2026-11-01"}
    reader.post(f"{BASE}version/{version.pk}/sign/", form)
    version.refresh_from_db()
    assert version.state == TextState.PUBLISHED


def test_one_text_leads_to_the_next_that_waits(study, editor, reader):
    call_command("load_texts")
    first = texts.submitted(study, texts.WORDS)
    page = f"{BASE}version/{first.pk}/"
    assert "The next one that waits" not in reader.get(page).content.decode()
    reader.post(f"{page}sign/", SIGNED)
    press(reader, first, "publish")
    # Of another trial, of no trial and of another language nothing is meant.
    assert "The next one that waits" not in reader.get(page).content.decode()
    other = texts.submitted(study, {"facts": {"visits": "5"}}, kind=TextKind.FACTS)
    said = reader.get(page).content.decode()
    assert "The next one that waits" in said
    assert f'href="{BASE}version/{other.pk}/"' in said


@pytest.mark.parametrize("kind", [one for one in TextKind if one != TextKind.ANSWERS])
def test_every_kind_has_its_page(study, editor, kind):
    call_command("load_texts")
    version = TextVersion.objects.filter(kind=kind, language="en").first()
    if version is None:
        owner = study if kind in OF_STUDIES else None
        body = BODIES[kind]
        version = texts.submitted(owner, body, kind=kind)
    assert editor.get(f"{BASE}version/{version.pk}/").status_code == 200
    answer = press(editor, version, "copy")
    if kind == TextKind.LAYER:
        assert answer.status_code == 403
        return
    fresh = TextVersion.objects.get(slot=version.slot, state=TextState.DRAFT)
    page = editor.get(f"{BASE}version/{fresh.pk}/write/")
    assert page.status_code == 200
    sent = {one.html_name: one.value() or "" for one in page.context["form"]}
    editor.post(f"{BASE}version/{fresh.pk}/write/", sent)
    fresh.refresh_from_db()
    assert fresh.body == version.body


def test_earlier_words_come_back_with_a_press(study, editor, client):
    shown = texts.published(study)
    withdraw_text(version=shown, now=NOW, by=texts.OTHER)
    press(editor, shown, "bring_back")
    assert "A study of rest." in client.get("/trials/NCT90000001/").content.decode()
