"""A self-check is published in the languages that the hospital has."""

import pytest
from django.test import Client

from tests.trials.authoring.views.test_authoring import HERE, author, draft, page
from tests.trials.authoring.views.test_review import publish
from tests.trials.authoring.views.test_words import CHINESE, NAME, TB, send
from tests.trials.pages.views.test_selfchecks import CHECK, version

__all__ = ["author", "draft", "version"]
pytestmark = pytest.mark.django_db
CHOOSE = f"{HERE}1.0.1/languages/"


def choose(author: Client, draft, *languages: str):
    answer = author.post(CHOOSE, {"languages": languages})
    draft.refresh_from_db()
    return answer


def test_english_alone_is_published_without_a_chinese_reader(author, draft, client):
    choose(author, draft)
    assert draft.definition["languages"] == ["en"]
    assert "reader-zh" not in page(author, "1.0.1/")
    assert publish(author, draft).status_code == 302
    assert "not in this language yet" not in client.get(CHECK).content.decode()
    chinese = client.get(f"/zh-hans{CHECK}").content.decode()
    assert "这些问题还没有这种语言的版本" in chinese
    # The questions' own marks; the study's title has its own.
    assert '<h1 lang="en">' in chinese
    assert 'lang=""' not in chinese


def test_words_of_a_language_stay_and_come_back_with_it(author, draft):
    choose(author, draft)
    send(author, TB, **{NAME: "Is there tuberculosis (TB) in the lungs now?"})
    assert "out of date" not in publish(author, draft, clinician="").content.decode()
    choose(author, draft, "zh-hans")
    assert draft.definition["languages"] == ["en", "zh-hans"]
    # Its English changed while nobody looked at the Chinese.
    assert draft.outdated == [CHINESE]


def test_a_new_language_is_missing_until_it_has_words(author, draft, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("es", "Spanish")]
    choose(author, draft, "es")
    assert draft.definition["languages"] == ["en", "es"]
    answer = publish(author, draft)
    assert answer.status_code == 422
    draft.refresh_from_db()
    assert draft.state == "DRAFT"


def test_a_language_that_nobody_knows_is_refused(author, draft):
    assert choose(author, draft, "xx").status_code == 422
    assert draft.definition["languages"] == ["en", "zh-hans"]
