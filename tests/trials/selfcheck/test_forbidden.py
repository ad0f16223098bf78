"""Words that no family reads, in every language that a document may be in."""

import copy

import pytest

from portal.lib.vocabulary import UnknownLanguageError
from tests.trials.selfcheck.founding import DEFINITION
from trials.selfcheck.checking.lint import lint
from trials.selfcheck.forbidden import forbidden_words


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You may be Eligible"),
        ("en", "This cures."),
        ("en", "It is FREE OF CHARGE"),
        ("en", "A new drug for you"),
        ("zh-hans", "恭喜您"),
        ("zh", "已经治愈了"),
    ],
)
def test_words_that_must_not_be_said(language, text):
    assert list(forbidden_words(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A secure page about procurement"),
        ("en", "A new drug is being tested"),
        ("zh-hans", "正在测试一种新药"),
    ],
)
def test_words_that_may_be_said(language, text):
    assert not list(forbidden_words(text, language))


def test_nothing_is_read_in_a_language_without_a_list():
    with pytest.raises(UnknownLanguageError):
        list(forbidden_words("Wundermittel", "de"))


def test_a_document_in_a_language_without_a_list_is_not_published_unread():
    document = copy.deepcopy(DEFINITION)
    document["outcomes"][0]["title"]["de"] = "Dieses Mittel heilt."
    found = [one.code for one in lint(document)]
    assert found.count("unread_language") == 1
    assert "unread_language" not in [one.code for one in lint(DEFINITION)]
