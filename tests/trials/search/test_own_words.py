"""What we wrote of a study finds it, in the language it was written in."""

import pytest

from tests import factories, texts
from tests.factories import NOW
from trials.indexing import index_study
from trials.search import find
from trials.texts.actions.publishing import withdraw_text

pytestmark = pytest.mark.django_db
ENGLISH = texts.study_body(
    texts.section("what", "What is it?", "It looks at the quokkaberry diet."),
    title="Zwiefel for families",
)
CHINESE = texts.study_body(
    texts.section("what", "这是什么？", "本研究了解鹮鸮鹮。"), title="鹮鹮研究"
)


@pytest.fixture
def study():
    found = factories.Study(is_published=True)
    index_study(found)
    return found


@pytest.mark.parametrize(
    ("q", "language", "body"),
    [
        ("quokkaberry", "en", ENGLISH),
        ("Zwiefel", "en", ENGLISH),
        ("鹮鸮鹮", "zh-hans", CHINESE),
    ],
)
def test_words_find_their_study_as_long_as_they_are_shown(study, q, language, body):
    assert find(q, language) == []
    version = texts.published(study, body, language=language)
    assert find(q, language) == [study.registry_id]
    withdraw_text(version=version, now=NOW, by=texts.OTHER)
    assert find(q, language) == []


def test_words_that_nobody_approved_find_only_where_they_are_shown(study, settings):
    texts.drafted(study, ENGLISH)
    settings.SERVE_UNAPPROVED = False
    index_study(study)
    assert find("quokkaberry", "en") == []
    settings.SERVE_UNAPPROVED = True
    index_study(study)
    assert find("quokkaberry", "en") == [study.registry_id]
