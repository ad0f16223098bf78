"""Another secret of the installation, or another way to read names: nobody is deaf."""

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from contacts.models import Alert, address_hash
from portal import keyring
from portal.models import InstallationSecret
from tests import factories
from tests.alerts import queued, study, subscriber
from tests.factories import NOW, accepted
from trials.models import Study

pytestmark = pytest.mark.django_db


@pytest.fixture
def _lost_secret():
    """As after a backup that lacked the secret: `migrate` made another."""
    before = dict(keyring.known)
    yield
    keyring.known.clear()
    keyring.known.update(before)


@pytest.mark.usefixtures("_lost_secret")
def test_after_a_lost_secret_subscribers_are_found_again(capsys):
    subscription = subscriber("lena@families.example", conditions=("SLE",))
    asked = study(overall_status="NOT_YET_RECRUITING")
    queued(NOW - timedelta(hours=1))
    accepted(factories.site_with_contact(study=asked), email="lena@families.example")
    InstallationSecret.objects.all().delete()
    keyring.known.clear()
    with pytest.raises(ImproperlyConfigured, match="installation's secret"):
        address_hash("lena@families.example")
    keyring.ensure_lookup_secret(using="default")
    study()
    assert queued() == 0
    call_command("rehash_alerts")
    # Two conditions, one on each side, and two addresses.
    assert "4 rows" in capsys.readouterr().out
    subscription.refresh_from_db()
    assert subscription.household == address_hash("lena@families.example")
    Study.objects.filter(pk=asked.pk).update(overall_status="RECRUITING")
    new = study(conditions=["Lupus"])
    assert queued() == 1
    assert Alert.objects.get().study == new
    call_command("rehash_alerts")
    assert "0 rows" in capsys.readouterr().out


def test_names_that_became_one_condition_are_merged():
    """As after an update that learned a spoken name."""
    subscription = subscriber(conditions=("Lupus", "Asthma"))
    one = study(conditions=["Lupus", "Crohn Disease"])
    for rows in (subscription.conditions, one.condition_rows):
        second = rows.last()
        second.name = "pediatric lupus"
        second.save()
    one.condition_rows.filter(name="Lupus").update(key="as it was")
    call_command("rehash_alerts")
    assert subscription.condition_names == ["Lupus"]
    assert list(one.condition_rows.values_list("name", "key")) == [
        ("Lupus", "erythematosus lupus systemic")
    ]
    assert queued() == 1
