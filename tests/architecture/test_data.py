"""Personal fields are declared, migrations are whole, jobs exist, words translated."""

import re
from io import StringIO
from pathlib import Path

import polib
import pytest
from celery import current_app
from django.apps import apps
from django.core.management import call_command
from django.urls import get_resolver

from portal.celery import JOBS
from portal.lib.crypto import EncryptedTextField
from portal.lib.languages.offered import EVERY_DRAFT, offered_languages

ROOT = Path(__file__).resolve().parents[2]
PUBLIC_FIELDS = Path(__file__).with_name("public_fields.txt")
LOCALES = sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))


PRIVATE = [
    *apps.get_app_config("contacts").get_models(),
    *apps.get_app_config("portal").get_models(),
]
PUBLIC = list(apps.get_app_config("trials").get_models())


def fields(model) -> set[str]:
    return {field.name for field in model._meta.get_fields() if field.concrete} - {
        field.name for field in model._meta.many_to_many
    }


@pytest.mark.parametrize("model", PRIVATE)
def test_every_private_field_is_declared_personal_or_not(model):
    if model._meta.auto_created:
        return
    assert fields(model) == model.PERSONAL | model.IMPERSONAL
    assert set() == model.PERSONAL & model.IMPERSONAL


@pytest.mark.parametrize("model", PRIVATE)
def test_what_is_encrypted_is_declared_personal(model):
    encrypted = {
        f.name for f in model._meta.get_fields() if isinstance(f, EncryptedTextField)
    }
    assert encrypted <= getattr(model, "PERSONAL", set())


def test_every_public_field_is_declared():
    """Whoever adds one says whether it names a person; a visitor it never may."""
    declared = {
        tuple(line.split())
        for line in PUBLIC_FIELDS.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    }
    there = {
        f"{model._meta.model_name}.{name}" for model in PUBLIC for name in fields(model)
    }
    assert {name for name, _kind in declared} == there
    assert {kind for _name, kind in declared} == {"impersonal", "published-contact"}


@pytest.mark.parametrize("model", PUBLIC)
def test_the_public_app_holds_nothing_of_visitors(model):
    """Names in it are those that a registry publishes of its own contacts."""
    assert not hasattr(model, "PERSONAL")
    assert not any(isinstance(f, EncryptedTextField) for f in model._meta.get_fields())


@pytest.mark.django_db
def test_migrations_are_complete_and_named():
    out = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=out)
    names = [
        path.stem
        for app in ("portal", "trials", "contacts")
        for path in (ROOT / app / "migrations").glob("0*.py")
    ]
    assert names
    assert [name for name in names if "_auto_" in name] == []


@pytest.mark.parametrize("name", JOBS)
def test_every_scheduled_task_exists_and_its_queue_is_consumed(name):
    current_app.loader.import_default_modules()
    job = JOBS[name]
    assert job.task in current_app.tasks
    worker = (ROOT / "script" / "worker").read_text(encoding="utf-8")
    consumed = ",".join(re.findall(r"--queues ([a-z,]+)", worker)).split(",")
    assert job.queue in consumed


def test_each_language_of_the_portal_has_its_catalogue():
    codes = {path.parts[-3].replace("_", "-").lower() for path in LOCALES}
    assert codes == set(offered_languages([EVERY_DRAFT])) - {"en"}


@pytest.mark.parametrize("path", LOCALES, ids=lambda path: path.parts[-3])
def test_every_word_is_translated_and_compiled(path):
    catalogue = polib.pofile(str(path))
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    compiled = polib.mofile(str(path.with_suffix(".mo")))
    assert {(e.msgctxt, e.msgid): e.msgstr for e in compiled} == {
        (e.msgctxt, e.msgid): e.msgstr for e in catalogue if not e.obsolete
    }


@pytest.mark.parametrize("path", LOCALES, ids=lambda path: path.parts[-3])
def test_placeholders_survive_translation(path):
    marks = re.compile(r"%\(\w+\)[sd]|%[sd]")

    def of(text: str) -> set[str]:
        return set(marks.findall(text))

    wrong = [
        entry.msgid
        for entry in polib.pofile(str(path))
        if entry.msgstr and of(entry.msgid) != of(entry.msgstr)
    ]
    assert wrong == []


def test_the_catalogue_holds_every_word_of_the_templates():
    """A word that was written and never collected would stay English for ever."""
    used = {
        word
        for path in (ROOT / "templates").rglob("*.*")
        for word in re.findall(
            r"""{%\s*translate\s+["'](.+?)["'](?: context ".+?")?\s*%}""",
            path.read_text("utf-8"),
        )
    }
    for path in LOCALES:
        assert used - {entry.msgid for entry in polib.pofile(str(path))} == set()


def test_the_url_configuration_loads():
    assert get_resolver().url_patterns
