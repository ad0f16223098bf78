"""Which place counts is the same for the database and for the mail."""

import pytest
from django.db import connection

from contacts.alerts.asked_places import counts_as_place, sql_of_places
from tests import factories
from trials.models import OverallStatus, SiteStatus

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("study_status", OverallStatus.values)
def test_the_database_and_python_say_the_same_of_every_state(study_status):
    study = factories.Study(overall_status=study_status)
    expected = {}
    for status in SiteStatus.values:
        for is_listed in (True, False):
            site = factories.StudySite(study=study, status=status, is_listed=is_listed)
            expected[site.pk] = counts_as_place(
                is_listed=is_listed, status=status, study_status=study_status
            )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.id FROM trials_studysite t JOIN trials_study u"  # noqa: S608
            f" ON u.id = t.study_id WHERE {sql_of_places('t', 'u')}"
        )
        found = {pk for (pk,) in cursor.fetchall()}
    assert found == {pk for pk, counts in expected.items() if counts}


def test_a_place_that_will_take_people_counts_until_the_study_has_begun():
    soon = {"is_listed": True, "status": SiteStatus.NOT_YET_RECRUITING}
    assert counts_as_place(**soon, study_status=OverallStatus.NOT_YET_RECRUITING)
    assert not counts_as_place(**soon, study_status=OverallStatus.RECRUITING)
