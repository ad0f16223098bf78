"""What is offered while somebody types."""

import pytest

from tests import factories
from trials.indexing import index_study
from trials.search import suggest, suggesting, whereabouts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _studies():
    suggesting.kept.clear()
    whereabouts.known.clear()
    for conditions in (
        ["Lupus Nephritis"],
        ["Systemic Lupus Erythematosus"],
        ["Systemic Lupus Erythematosus"],
        ["Asthma"],
    ):
        study = factories.Study(
            conditions=conditions, brief_title=conditions[0], is_published=True
        )
        index_study(study)
    hidden = factories.Study(conditions=["Lung Cancer"], is_published=False)
    index_study(hidden)
    factories.StudySite(
        study=study, city="Lund", country="SE", latitude=55.7, longitude=13.2
    )
    yield
    suggesting.kept.clear()
    whereabouts.known.clear()


def texts(q: str, language: str) -> list[str]:
    return [one.text for one in suggest(q, language)]


def test_what_most_studies_are_about_comes_first():
    found = suggest("lup", "en")
    assert found[0].key == "lupus-erythematosus-systemic"
    assert {one.key for one in found} >= {"lupus-nephritis"}
    assert found[0].studies >= 2


@pytest.mark.parametrize(
    ("q", "language", "text"),
    [
        ("哮", "zh", "哮喘"),
        ("狼疮", "zh-hans", "狼疮"),
        ("asm", "es", "asma"),
        ("الرب", "ar", "الربو"),
        ("Lupus eritem", "es", "lupus eritematoso"),
        ("systemic lup", "en", "systemic lupus"),
        ("氣喘", "zh", "气喘"),
    ],
)
def test_each_language_is_offered_in_its_own_words(q, language, text):
    assert text.casefold() in [one.casefold() for one in texts(q, language)]


def test_a_word_of_another_language_is_offered_in_the_readers():
    assert texts("asthm", "zh")[0] == "哮喘"


def test_what_no_published_study_is_about_is_not_offered():
    assert all(one.key != "lung-neoplasms" for one in suggest("lung", "en"))


def test_towns_of_studies_are_offered():
    assert ("Lund", "place") in [(one.text, one.kind) for one in suggest("lun", "en")]


@pytest.mark.parametrize("q", ["", " ", "zzzz", "\x00", "(", "a" * 3000])
def test_nothing_fits_nothing(q):
    assert suggest(q, "en") == []


def test_no_more_than_asked_is_offered():
    assert len(suggest("l", "en", 3)) <= 3
