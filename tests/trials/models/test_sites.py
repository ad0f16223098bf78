"""A place lies at both coordinates or at none."""

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from trials.models import StudySite

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "values",
    [
        {"latitude": 31.2, "longitude": None},
        {"latitude": None, "longitude": 121.4},
        {"latitude": 91, "longitude": 121.4},
    ],
)
def test_the_database_refuses_half_a_coordinate(values):
    site = factories.site_with_contact()
    with pytest.raises(IntegrityError), transaction.atomic():
        StudySite.objects.filter(pk=site.pk).update(**values)
