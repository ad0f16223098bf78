"""Over sixty studies: what families type finds what they mean."""

from statistics import mean

import pytest
from django.db import transaction

from tests.trials.search.corpus import LANGUAGES, gain, load_records, recall, topics
from trials.models import Study
from trials.search import find

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker):
    """Ask everything once; the rows go with the module."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        load_records()
        yield {
            (language, q): find(q, language)
            for one in topics()
            for language in LANGUAGES
            for q in one[language]
        }
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


def figures(answers, language, measure) -> list[float]:
    return [
        measure(answers[language, q], one["records"])
        for one in topics()
        for q in one[language]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_meant_comes_first(answers, language):
    assert mean(figures(answers, language, gain)) >= 0.9
    assert mean(figures(answers, language, recall)) >= 0.95


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_sent_away_empty(answers, language):
    empty = [
        q for (spoken, q), ids in answers.items() if spoken == language and not ids
    ]
    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_same_question_in_another_language_finds_as_much(answers, language):
    pairs = [
        (
            recall(answers["en", one["en"][0]], one["records"]),
            recall(answers[language, one[language][0]], one["records"]),
        )
        for one in topics()
    ]
    assert len(pairs) >= 30
    english, other = (mean(each) for each in zip(*pairs, strict=True))
    assert other >= 0.95 * english


@pytest.mark.parametrize("language", LANGUAGES)
def test_lay_words_need_no_long_look(answers, language):
    """Nearly all that is meant stands in the first 6 % of the collection."""
    depth = round(0.06 * Study.objects.published().count())
    found = figures(
        answers, language, lambda ranked, wanted: recall(ranked, wanted, depth)
    )
    assert depth == 4
    assert mean(found) >= 0.9


def test_no_answer_is_longer_than_asked(answers):
    assert max(len(ids) for ids in answers.values()) <= 20
    assert all(len(ids) == len(set(ids)) for ids in answers.values())
