"""What the bench asks beside the portal's own addresses is there."""

import pytest
from django.test import Client

from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.urls("bench.urls")]


@pytest.mark.parametrize("what", ["empty", "four", "kept", "never"])
def test_each_floor_and_each_page_beside_it_is_drawn(what):
    factories.site_with_contact(study__registry_id="NCT90000001")
    number = "" if what == "empty" else "NCT90000001/"
    # Twice: a process that knows the page is not one that has never seen it.
    for _time in range(2):
        answer = Client().get(f"/bench/{what}/{number}")
        assert answer.status_code == 200
        assert bool(answer.content) == (what != "empty")
