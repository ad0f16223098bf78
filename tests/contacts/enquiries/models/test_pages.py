"""Pages of the version before: their addresses stay, whoever wrote their rows."""

from importlib import import_module
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings as project
from django.db import connection
from django.test import Client

from contacts.enquiries.models.pages import form_hash, page_secret
from contacts.enquiries.page_links import status_url
from contacts.models import Enquiry, NoteShare
from contacts.notes.share_links import link_secret
from portal import keyring
from portal.lib.tokens import derived_token, token_hash
from portal.models import InstallationSecret
from tests import factories, notebooks
from tests.factories import accepted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def old_secret():
    """As after the update of an installation: the SECRET_KEY of then makes hashes."""
    before = dict(keyring.known)
    InstallationSecret.objects.update(value=project.SECRET_KEY)
    keyring.known.clear()
    yield project.SECRET_KEY
    keyring.known.clear()
    keyring.known.update(before)


def aged(site=None, secret: str = "", **values):
    """Return an enquiry as the version before wrote it, with its form and its word."""
    key = uuid4()
    row = accepted(site, **values).enquiry
    word = derived_token(secret or project.SECRET_KEY, str(key))
    Enquiry.objects.filter(pk=row.pk).update(
        idempotency_key=key, key_hash=None, page_secret="", token_hash=token_hash(word)
    )
    row.refresh_from_db()
    return row, key, word


def aged_share(client: Client) -> tuple[NoteShare, str]:
    notebooks.study()
    notebooks.share(client, [notebooks.written(client)])
    share = NoteShare.objects.get()
    word = derived_token(project.SECRET_KEY, f"share:{share.key}")
    share.link_secret, share.token_hash = "", token_hash(word)
    share.save()
    return share, word


def run_fill() -> None:
    """Run the migration once more; it changes rows and no table."""
    name = "contacts.migrations.0013_secrets_of_pages_filled"
    import_module(name).fill(apps, SimpleNamespace(connection=connection))


def test_the_migration_keeps_addresses_and_forms(client):
    enquiry, key, word = aged()
    share, share_word = aged_share(client)
    run_fill()
    enquiry.refresh_from_db()
    share.refresh_from_db()
    assert (enquiry.page_secret, enquiry.key_hash) == (word, form_hash(key))
    assert share.link_secret == share_word
    run_fill()
    assert client.get(f"/enquiries/{word}/").status_code == 200
    assert client.get(f"/notes/shared/{share_word}/").status_code == 200


def test_a_row_that_the_version_before_writes_meanwhile_is_adopted(client):
    site = factories.site_with_contact()
    enquiry, key, word = aged(site)
    assert status_url(enquiry) == f"http://testserver/enquiries/{word}/"
    enquiry.refresh_from_db()
    assert enquiry.page_secret == word
    again = accepted(site, key=key)
    assert (again.is_new, again.token) == (False, word)
    assert Enquiry.objects.count() == 1
    share, share_word = aged_share(client)
    assert link_secret(share) == share_word
    share.refresh_from_db()
    assert share.link_secret == share_word


def test_its_form_sent_again_with_other_words_shows_no_link():
    site = factories.site_with_contact()
    _enquiry, key, _word = aged(site)
    again = accepted(site, key=key, text="Other words")
    assert (again.is_new, again.is_changed, again.token) == (False, True, "")


def test_where_the_key_of_then_is_gone_the_next_mail_opens_the_page(client):
    enquiry, _key, word = aged(secret="a key that nobody has any more")
    run_fill()
    enquiry.refresh_from_db()
    assert enquiry.page_secret == ""
    assert client.get(f"/enquiries/{word}/").status_code == 200
    path = status_url(enquiry).removeprefix("http://testserver")
    assert client.get(path).status_code == 200
    assert page_secret(Enquiry.objects.get()) in path


def test_two_who_adopt_at_once_agree():
    enquiry, _key, _word = aged(secret="a key that nobody has any more")
    other = Enquiry.objects.get()
    assert page_secret(enquiry) == page_secret(other)


def test_the_version_before_can_write_beside_this_one():
    """Its INSERT names none of the new columns."""
    new = {"key_hash", "page_secret"}
    enquiry = accepted().enquiry
    assert enquiry.page_secret
    names = [field.column for field in Enquiry._meta.local_concrete_fields]
    kept = [name for name in names if name not in {*new, "id"}]
    quoted = ", ".join(connection.ops.quote_name(name) for name in kept)
    unique = {"reference": "'ENQ-OLD'", "token_hash": "'old'"}
    unique |= {"idempotency_key": "'0b0d1b5cb2b04ee1a1d6a6a6f1a0c001'"}
    values = ", ".join(unique.get(n, connection.ops.quote_name(n)) for n in kept)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO contacts_enquiry ({quoted})"  # noqa: S608
            f" SELECT {values} FROM contacts_enquiry"
        )
    assert Enquiry.objects.get(reference="ENQ-OLD").page_secret == ""
