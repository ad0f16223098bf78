"""A search weighs so many studies against each other and no more, however many fit."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from trials.indexing import index_study
from trials.search import find, rank, understand
from trials.search.ranking import candidates

pytestmark = pytest.mark.django_db
MANY, WEIGHED = 9, 3


@pytest.fixture
def studies(monkeypatch):
    """Studies of asthma, the last changed ones first in the index."""
    monkeypatch.setattr(candidates, "WEIGHED", WEIGHED)
    made = [
        factories.Study(
            conditions=["Asthma"],
            brief_title=f"Asthma study {'quokkaberry' if number == 0 else number}",
            last_update_date=f"2026-01-{number + 1:02}",
            minimum_age_days=365 * 3,
            is_published=True,
        )
        for number in range(MANY)
    ]
    factories.StudySite(study=made[0], latitude=30.27, longitude=120.16)
    for one in made:
        index_study(one)
    return [one.registry_id for one in made]


def test_what_is_asked_of_each_is_asked_of_the_first_alone(studies):
    with CaptureQueriesContext(connection) as asked:
        found = find("asthma in children", "en", limit=2)
    assert found == [studies[-1], studies[-2]]
    (weights,) = [
        one["sql"]
        for one in asked
        if "group-child" in one["sql"]
        and " IN (" in one["sql"]
        and "EXISTS" not in one["sql"]
    ]
    assert (
        weights.partition('"study_id" IN (')[2].partition(")")[0].count(",") < WEIGHED
    )


def test_what_is_near_is_weighed_wherever_it_stands(studies):
    asked = understand("asthma in children", "en")
    assert rank(asked, "en", limit=1, near=(30.2, 120.2)) == [studies[0]]


def test_words_that_are_left_are_heeded_wherever_their_study_stands(studies):
    assert find("asthma quokkaberry", "en", limit=1) == [studies[0]]
