"""Rows with half a date or half a point, from before, do not stop an update."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from contacts.models import Subscription
from tests import factories
from tests.alerts import requested
from trials.models import StudySite

BEFORE = [("contacts", "0018_ledger_of_mails"), ("trials", "0007_study_source")]


def migrate(targets: list[tuple[str, str | None]]) -> None:
    MigrationExecutor(connection).migrate(targets)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_halves_of_before_are_mended():
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    whole, half = requested(birth_year=2015, birth_month=5), requested()
    there, nowhere = factories.site_with_contact(), factories.site_with_contact()
    StudySite.objects.filter(pk=there.pk).update(latitude=31.2, longitude=121.4)
    migrate(BEFORE)
    try:
        Subscription.objects.filter(pk=half.pk).update(birth_year=2015)
        halved = {"latitude": 31.2, "longitude": None}
        StudySite.objects.filter(pk=nowhere.pk).update(**halved)
    finally:
        migrate(newest)
    years = dict(Subscription.objects.values_list("pk", "birth_year"))
    assert years == {whole.pk: 2015, half.pk: None}
    points = dict(StudySite.objects.values_list("pk", "latitude"))
    assert points == {there.pk: 31.2, nowhere.pk: None}
