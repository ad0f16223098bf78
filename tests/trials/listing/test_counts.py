"""How many trials an address of the list finds."""

import pytest
from django.core.management import call_command

from tests import factories
from tests.trials.pages.views.test_studies import read, study

__all__ = ["study"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("q=rest+lupus", 2),
        ("q=NCT90000001", 1),
        ("country=CN", 1),
        ("age=3", 1),
        ("age=30", 2),
        ("age=old", 2),
        ("status=all", 3),
        ("page=999", 2),
        ("country=XX", 2),
    ],
)
def test_the_search(client, study, query, found):
    factories.Study()
    factories.Study(overall_status="COMPLETED")
    call_command("index_studies", verbosity=0)
    page = read(client, f"/trials/?{query}")
    assert f"{found} trial" in page


@pytest.mark.parametrize("query", ["q=rest+asthma", "country=DE"])
def test_where_none_is_found_no_number_is_said(client, study, query):
    call_command("index_studies", verbosity=0)
    page = read(client, f"/trials/?{query}")
    assert "No trial here fits all of this today" in page
    assert study.brief_title not in page
    assert "0 trial" not in page
