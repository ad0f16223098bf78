"""The first of FIELD_KEYS takes over all that is encrypted, while people write."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from contacts.models import Enquiry, InboundEmail, LinkRequest
from portal import keyring, rotation
from portal.lib.crypto import EncryptedTextField, decrypt
from portal.rotation import encrypted_fields, rotate_field_keys, run_pass
from tests import factories
from tests.alerts import subscriber
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def new_key(settings) -> str:
    """Make rows under the old key; then a new one stands before it."""
    site = factories.site_with_contact()
    factories.accepted(site)
    factories.staff([site])
    subscriber("lena@families.example")
    LinkRequest.objects.create(email="lena@families.example", asked_at=NOW)
    key = Fernet.generate_key().decode()
    settings.FIELD_KEYS = [key, *settings.FIELD_KEYS]
    return key


def tokens() -> list[str]:
    """Return every encrypted value as the database holds it."""
    found = []
    with connection.cursor() as cursor:
        for model, names in encrypted_fields().items():
            table = connection.ops.quote_name(model._meta.db_table)
            for name in names:
                column = connection.ops.quote_name(model._meta.get_field(name).column)
                cursor.execute(f"SELECT {column} FROM {table}")  # noqa: S608
                found += [row[0] for row in cursor.fetchall() if row[0]]
    found += [one.data["secret"] for one in Authenticator.objects.all()]
    return found


def rotated() -> str:
    out = StringIO()
    call_command("rotate_field_keys", stdout=out, stderr=out)
    return out.getvalue()


def test_after_the_rotation_the_old_key_can_go(settings, new_key):
    texts = sorted(decrypt(one) for one in tokens())
    assert len(texts) > 20
    assert "the older ones can go" in rotated()
    settings.FIELD_KEYS = [new_key]
    keyring.known.clear()
    assert sorted(decrypt(one) for one in tokens()) == texts
    assert Enquiry.objects.get().email == "lena@families.example"
    assert keyring.lookup_secret()


def test_every_encrypted_field_of_every_model_is_found():
    known = {
        (model, one.name)
        for model in apps.get_models()
        for one in model._meta.get_fields()
        if isinstance(one, EncryptedTextField)
    }
    found = encrypted_fields()
    assert known == {(model, name) for model, names in found.items() for name in names}
    assert len(known) > 30


def test_a_second_run_changes_nothing(new_key):
    assert run_pass().changed
    before = tokens()
    assert [run_pass().changed, run_pass().missed] == [0, 0]
    assert tokens() == before


def test_more_rows_than_a_batch_and_a_run_that_was_stopped(
    settings, new_key, monkeypatch
):
    monkeypatch.setattr(rotation, "BATCH", 2)
    old = settings.FIELD_KEYS[1:]
    settings.FIELD_KEYS = old
    for number in range(5):
        LinkRequest.objects.create(email=f"{number}@families.example", asked_at=NOW)
    settings.FIELD_KEYS = [new_key, *old]
    rotation.rotate_batch(LinkRequest, ["email"], None, rotation.Tally())
    assert "the older ones can go" in rotated()
    settings.FIELD_KEYS = [new_key]
    assert {one.email[0] for one in LinkRequest.objects.all()} == set("l01234")


def test_what_somebody_writes_meanwhile_stays(monkeypatch, settings, new_key):
    """Between the look at a row and its change."""
    renew, other = rotation.Tally.renew, []

    def renew_late(tally, token, where):
        if token and not other and decrypt(token) == "Lena":
            other.append(where)
            Enquiry.objects.update(first_name="Magdalena")
        return renew(tally, token, where)

    monkeypatch.setattr(rotation.Tally, "renew", renew_late)
    passes = list(rotate_field_keys())
    assert other
    assert [one.missed > 0 for one in passes] == [True, False, False]
    settings.FIELD_KEYS = [new_key]
    enquiry = Enquiry.objects.get()
    assert (enquiry.first_name, enquiry.last_name) == ("Magdalena", "Fischer")


def test_a_second_factor_used_meanwhile_stays_used(monkeypatch, new_key):
    factor = Authenticator.objects.get()
    data = {"seed": factor.data["secret"], "used_mask": 0}
    Authenticator.objects.filter(pk=factor.pk).update(data=data)
    renew = rotation.Tally.renew

    def renew_late(tally, token, where):
        if where.startswith("second"):
            Authenticator.objects.update(data={**data, "used_mask": 7})
            monkeypatch.undo()
        return renew(tally, token, where)

    monkeypatch.setattr(rotation.Tally, "renew", renew_late)
    assert sum(1 for _ in rotate_field_keys()) == 3
    factor.refresh_from_db()
    assert factor.data["used_mask"] == 7
    assert factor.data["seed"] != data["seed"]


def test_a_process_that_writes_with_the_old_key_is_noticed(settings, new_key):
    run = rotation.run_pass

    def run_and_write():
        tally = run()
        settings.FIELD_KEYS = settings.FIELD_KEYS[::-1]
        LinkRequest.objects.create(email="late@families.example", asked_at=NOW)
        settings.FIELD_KEYS = settings.FIELD_KEYS[::-1]
        return tally

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rotation, "run_pass", run_and_write)
        with pytest.raises(CommandError, match="restart them"):
            rotated()


def test_what_no_key_reads_is_named_and_stops_nothing(settings, new_key):
    keys, settings.FIELD_KEYS = settings.FIELD_KEYS, [Fernet.generate_key().decode()]
    InboundEmail.objects.create(fingerprint="x", came_at=NOW, body="lost words")
    settings.FIELD_KEYS = keys
    out = StringIO()
    with pytest.raises(CommandError, match="1 values can be read with none"):
        call_command("rotate_field_keys", stdout=out, stderr=out)
    assert "contacts.InboundEmail" in out.getvalue()
    settings.FIELD_KEYS = [new_key]
    assert Enquiry.objects.get().last_name == "Fischer"
    with pytest.raises(InvalidToken):
        InboundEmail.objects.get()
