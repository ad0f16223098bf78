"""The installation's own secret: made once, known to each process, never made twice."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.conf import settings as project
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from contacts.models import address_hash
from portal import keyring
from portal.keyring import ensure_lookup_secret, lookup_secret
from portal.models import InstallationSecret
from tests import factories
from trials.models import condition_hash

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_secret():
    """What a test does to the secret ends with it."""
    before = dict(keyring.known)
    yield
    keyring.known.clear()
    keyring.known.update(before)


def seeded() -> str:
    """Return the secret that the migration makes of what is there."""
    InstallationSecret.objects.all().delete()
    seed = import_module("portal.migrations.0001_installation_secret").seed
    seed(apps, SimpleNamespace(connection=connection))
    seed(apps, SimpleNamespace(connection=connection))
    return InstallationSecret.objects.get().value


def test_an_installation_that_is_there_keeps_its_hashes_and_a_new_one_is_random():
    first = seeded()
    assert first != project.SECRET_KEY
    assert seeded() != first
    factories.Study()
    assert seeded() == project.SECRET_KEY


def test_it_is_encrypted_and_costs_one_query(django_assert_num_queries):
    keyring.known.clear()
    with django_assert_num_queries(1):
        hashes = {address_hash("lena@families.example") for _ in range(3)}
        condition_hash("Lupus")
    assert len(hashes) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM portal_installationsecret")
        assert lookup_secret() not in str(cursor.fetchall())


def test_without_it_nothing_is_hashed_with_another():
    InstallationSecret.objects.all().delete()
    keyring.known.clear()
    with pytest.raises(ImproperlyConfigured, match="Restore a backup"):
        lookup_secret()
    ensure_lookup_secret(using="default")
    made = lookup_secret()
    ensure_lookup_secret(using="default")
    keyring.known.clear()
    assert lookup_secret() == made


@pytest.mark.django_db(transaction=True)
def test_after_a_flush_there_is_one_again():
    """As every test that commits leaves the database."""
    InstallationSecret.objects.all().delete()
    keyring.known.clear()
    call_command("flush", interactive=False, verbosity=0)
    assert len(lookup_secret()) == 64
