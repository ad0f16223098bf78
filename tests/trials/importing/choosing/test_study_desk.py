"""Editors bring trials from the registry, show and hide them: many at once."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from contacts.models import StaffRole
from contacts.teams.actions.roles import form_groups, set_roles
from portal.audit.models import AuditEvent, Verb
from tests import factories
from tests.records import raw
from tests.registry_server import LocalRegistry, local_registry
from tests.trials.test_admin import photograph
from tests.trials.texts.people import person
from trials.models import Study
from trials.pages import cache as page_cache

pytestmark = pytest.mark.django_db
DESK = "/staff/studies/"
FIND = f"{DESK}find/"
NUMBERS = [f"NCT9100000{one}" for one in range(1, 5)]


@pytest.fixture
def editor() -> Client:
    return person("editor")


@pytest.fixture
def registry(settings) -> Iterator[LocalRegistry]:
    with local_registry() as known:
        for number in NUMBERS:
            known.put(raw(number))
        settings.REGISTRY_API_URL = known.url
        yield known


def numbers(**values: object) -> list[str]:
    found = Study.objects.filter(**values).order_by("registry_id")
    return list(found.values_list("registry_id", flat=True))


def test_what_the_registry_finds_is_ticked_and_imported(editor, registry):
    factories.Study(registry_id=NUMBERS[0])
    page = editor.get(FIND, {"q": "lupus"}).content.decode()
    assert page.count(" checked") == 3
    assert "is here already" in page
    asked = len(registry.asked)
    answer = editor.post(f"{FIND}?q=lupus", {"chosen": NUMBERS[1:3]}, follow=True)
    assert "2 trials were imported." in answer.content.decode()
    assert len(registry.asked) == asked + 1
    assert numbers(is_published=False) == NUMBERS[1:3]
    editor.post(f"{FIND}?q={NUMBERS[3]}", {"chosen": NUMBERS[3:], "publishes": "on"})
    assert NUMBERS[3] in numbers(is_published=True)


def test_the_same_words_show_what_is_not_here_yet(editor, registry, monkeypatch):
    monkeypatch.setattr("trials.importing.choosing.found.MOST", 2)
    monkeypatch.setattr("trials.importing.choosing.views.MOST", 2)
    said = editor.post(f"{FIND}?q=lupus", {"chosen": NUMBERS[:2]}, follow=True)
    page = said.content.decode()
    assert "2 trials were imported." in page
    assert NUMBERS[0] not in page
    assert page.count(" checked") == 2
    editor.post(f"{FIND}?q=lupus", {"chosen": NUMBERS[2:]})
    assert numbers() == NUMBERS
    assert " checked" not in editor.get(FIND, {"q": "lupus"}).content.decode()


def test_only_what_was_found_is_imported(editor, registry):
    answer = editor.post(f"{FIND}?q={NUMBERS[0]}", {"chosen": [NUMBERS[1]]})
    assert answer.status_code == 422
    assert not Study.objects.exists()
    answer = editor.post(f"{FIND}?q=lupus")
    assert "Tick at least one trial." in answer.content.decode()


def test_a_registry_that_is_away_is_said(editor, registry, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    registry.instead = b"no JSON"
    answer = editor.get(FIND, {"q": "lupus"})
    assert answer.status_code == 200
    assert "The registry does not answer" in answer.content.decode()
    assert 'value="lupus"' in answer.content.decode()


def test_many_are_shown_and_hidden_at_once(editor, client):
    for number in NUMBERS:
        factories.Study(registry_id=number, is_published=False)
    answer = editor.post(DESK, {"deed": "show", "every": "1"}, follow=True)
    assert "4 trials are shown now." in answer.content.decode()
    assert client.get(f"/trials/{NUMBERS[0]}/").status_code == 200
    editor.post(DESK, {"deed": "hide", "chosen": NUMBERS[:2]})
    assert numbers(is_published=True) == NUMBERS[2:]
    # What a process trusts for a second.
    page_cache.known.clear()
    assert client.get(f"/trials/{NUMBERS[0]}/").status_code == 404
    verbs = AuditEvent.objects.values_list("verb", flat=True)
    assert list(verbs).count(Verb.STUDY_PUBLISHED) == 4
    assert list(verbs).count(Verb.STUDY_HIDDEN) == 2


def test_every_means_those_of_the_search(editor):
    for number in NUMBERS:
        factories.Study(registry_id=number, is_published=False)
    where = f"{DESK}?q={NUMBERS[1]}&state=hidden"
    assert NUMBERS[2] not in editor.get(where).content.decode()
    editor.post(where, {"deed": "show", "every": "1"})
    assert numbers(is_published=True) == [NUMBERS[1]]


@pytest.mark.parametrize(
    ("values", "words", "state"),
    [
        ({}, "Up to date", ""),
        ({"completion_date": "2020-01"}, "Ask first", "ask_first"),
        ({"overall_status": "UNKNOWN"}, "Probably over", "probably_over"),
        ({"overall_status": "COMPLETED"}, "It is over", ""),
        ({"team_confirmed_on": timezone.localdate()}, "Confirmed by the site", ""),
    ],
)
def test_each_line_says_how_fresh_its_record_is(editor, values, words, state):
    fresh = {"last_update_date": f"{timezone.localdate():%Y-%m-%d}"}
    study = factories.Study(registry_id=NUMBERS[0], **(fresh | values))
    study.set_turning_days()
    study.save()
    factories.StudySite(study=study)
    other = factories.Study(registry_id=NUMBERS[1], **fresh)
    factories.StudySite(study=other)
    page = editor.get(DESK).content.decode()
    assert re.search(rf'<span class="badge \w+">{words}</span>', page)
    narrowed = editor.get(DESK, {"state": state}).content.decode()
    assert (NUMBERS[0] in narrowed, NUMBERS[1] in narrowed) == (True, not state)


def test_without_a_tick_nothing_changes(editor):
    factories.Study(registry_id=NUMBERS[0], is_published=False)
    answer = editor.post(DESK, {"deed": "show"})
    assert answer.status_code == 422
    assert "Tick at least one trial." in answer.content.decode()
    assert numbers(is_published=True) == []


def test_whoever_may_not_is_refused():
    nurse = person("auditor", group="Auditors")
    for path in (DESK, FIND):
        assert nurse.get(path).status_code == 403
        assert Client().get(path).status_code == 302
        assert nurse.post(path, {"deed": "show", "every": "1"}).status_code == 403


def test_what_we_say_of_a_study_is_on_its_page_at_once(editor, client):
    factories.site_with_contact(study__registry_id=NUMBERS[0])
    where = f"{DESK}{NUMBERS[0]}/"
    assert editor.get(where).status_code == 200
    name = "Dr Example (fictional)"
    said = {"contact_display_name": name, "team_languages": "zh, en"}
    answer = editor.post(where, {**said, "photo": photograph()}, follow=True)
    assert "Saved" in answer.content.decode()
    page = client.get(f"/trials/{NUMBERS[0]}/").content.decode()
    assert "Dr Example (fictional)" in page
    assert "Chinese and English" in page
    assert Study.objects.get().contact_photo


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("team_languages", "klingon?", "no code of a language"),
        ("team_closed_on", "soon", "valid date"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(editor, name, value, words):
    factories.Study(registry_id=NUMBERS[0])
    answer = editor.post(f"{DESK}{NUMBERS[0]}/", {name: value})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_an_editor_has_no_way_into_djangos_admin(editor):
    user, roles = editor.user, {StaffRole.EDITOR}
    user.is_staff = True
    user.save()
    form_groups()
    set_roles(user=user, roles=roles, is_open=True, now=factories.NOW, by="test")
    user.refresh_from_db()
    assert user.is_staff is False
    assert "/admin/" not in editor.get(DESK).content.decode()
    assert editor.get("/admin/").status_code in {302, 403}
