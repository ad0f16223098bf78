"""Every word that a family can read here passes the lint, whoever wrote it."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from contacts.gallery.specimens import specimens
from tests.records import REAL_FOLDERS
from tests.trials.plain.real import TODAY, records
from trials.demonstration import FOUNDING
from trials.importing.actions.texts import body_in
from trials.plain.layer import plain_blocks
from trials.selfcheck.document import DATA
from trials.texts.bodies import words_in
from trials.texts.facts import FACTS
from trials.texts.findings import risky_words
from trials.texts.lint import lint
from trials.texts.pack.parts import said_in
from trials.texts.shipped.all import shipped_texts

ROOT = Path(settings.BASE_DIR)
LANGUAGES = [code for code, _name in settings.LANGUAGES]
CONTENT = sorted((ROOT / "trials/demonstration/content").glob("*.json"))
# What a sentence quotes is the registry's; its own words stand around it.
QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\{[^}]*\}")


def risky(texts, language: str) -> list[tuple[str, str]]:
    return [
        (one.kind, one.words)
        for text in texts
        for one in lint(QUOTED.sub("", text), language)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_comes_with_the_software(language):
    for kind, code, body in shipped_texts([language]):
        found = [(one.path, one.phrase.words) for one in risky_words(body, code)]
        assert found == [], kind


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demonstrations_words(path, language):
    body = body_in(json.loads(path.read_text("utf-8")), language)
    assert len(list(words_in(body))) > 10
    assert [(one.path, one.phrase.words) for one in risky_words(body, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(specimens()))
def test_every_kind_of_mail(name, language):
    _kind, write = specimens()[name]
    with override(language):
        mail = write(language)
    texts = [mail.subject, *mail.text.splitlines()]
    assert any(texts)
    assert risky(texts, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_prepared_answers(language):
    answers = json.loads((ROOT / "contacts/prepared_answers.json").read_text("utf-8"))
    texts = [text for one in answers for text in one["languages"][language].values()]
    assert len(texts) > 5
    assert risky(texts, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_selfcheck(language):
    name = f"{FOUNDING.lower()}.selfcheck.json"
    definition = json.loads((DATA / name).read_text("utf-8"))
    texts = list(said_in(definition, language))
    assert len(texts) > 100
    assert risky(texts, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_about_practical_facts(language):
    with override(language):
        texts = [str(one) for fact in FACTS.values() for one in vars(fact).values()]
    assert risky(texts, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", REAL_FOLDERS)
def test_sentences_made_from_records(folder, language):
    with override(language):
        found = {
            (number, sentence.key, *one)
            for number, record in records(folder)
            for block in plain_blocks(record, TODAY).values()
            for sentence in (*block.sentences, *block.groups)
            for one in risky([sentence.text], language)
        }
    assert found == set()
