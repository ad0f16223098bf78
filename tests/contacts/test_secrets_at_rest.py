"""Who reads the whole database, and every log of its statements, opens nothing."""

import re
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from django.conf import settings as project
from django.db import connection
from django.test import Client

from contacts.alerts.actions.subscribing import PURPOSES
from contacts.models import Enquiry, OutgoingEmail
from contacts.notes.views.owners import COOKIE
from portal.keyring import lookup_secret
from portal.lib.crypto import EncryptedTextField
from portal.lib.tokens import content_hash, derived_token
from portal.rotation import encrypted_fields
from tests.lives import MESSAGE, SAID, Lives, lived
from tests.notebooks import RIGHT

pytestmark = pytest.mark.django_db
WORD = re.compile(r"[0-9A-Za-z_+.@=:-]{6,}")


@pytest.fixture
def lives(settings) -> Lives:
    settings.INBOUND_DOMAIN = "reply.portal.example"
    return lived()


def dump() -> str:
    """Return every value of every table as text."""
    lines = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            lines += [repr([str(value) for value in row]) for row in cursor.fetchall()]
    return "\n".join(lines)


def secrets(lives: Lives) -> set[str]:
    """Return every word that opens something."""
    found = {path.strip("/").rpartition("/")[2] for path in lives.links()}
    found |= {one.reply_to for one in OutgoingEmail.objects.all()} - {""}
    found |= {lives.family.cookies[COOKIE].value, lives.key, RIGHT["passcode"]}
    found |= {lookup_secret(), "JBSWY3DPEHPK3PXP"}
    found |= {lives.staff.cookies[project.SESSION_COOKIE_NAME].value}
    assert len(found) > 10
    return found


def test_no_secret_lies_in_the_database(lives):
    stored = dump()
    assert Enquiry.objects.get().reference in stored
    for secret in secrets(lives):
        assert secret not in stored
        assert secret.replace("-", "") not in stored


def spelled(word: str) -> set[str]:
    """Return a stored word as the program may have read it."""
    try:
        return {word, str(UUID(word))}
    except ValueError:
        return {word}


def derived(word: str) -> set[str]:
    """Return everything that the program can make of a word that lies in clear."""
    keys = (project.SECRET_KEY, lookup_secret())
    seeds = {word, f"share:{word}", f"notebook:{word}", f"link:{word}"}
    made = {derived_token(key, seed) for key in keys for seed in seeds}
    made |= {derived_token(word, purpose) for purpose in PURPOSES}
    made |= {content_hash(key, *parts) for key in keys for parts in parts_of(word)}
    return made | {sha256(seed.encode()).hexdigest() for seed in seeds}


def parts_of(word: str) -> list[tuple[str, ...]]:
    kinds = ("form", "address", "name", "condition", "thread", "snapshot")
    return [(word,), *((kind, word) for kind in kinds)]


def test_nothing_that_lies_in_clear_leads_to_a_secret(lives):
    """With the keys of the machine neither: pages' words are random."""
    opening = {one for one in secrets(lives) if re.fullmatch("[0-9a-f]{64}", one)}
    words = {text for one in set(WORD.findall(dump())) for text in spelled(one)}
    assert len(words) > 200
    assert {one for one in words if derived(one) & opening} == set()


def test_what_carries_a_secret_is_an_encrypted_field():
    """Whoever adds a field for one is reminded of how it has to lie."""
    named = {
        f"{model._meta.label}.{field.name}"
        for model in encrypted_fields()
        for field in model._meta.local_concrete_fields
        if re.search("secret|token|passcode", field.name)
        and not field.name.endswith("_hash")
        and not isinstance(field, EncryptedTextField)
    }
    assert named == set()


def test_a_replay_with_other_words_shows_no_link(lives):
    """The key of a form may be seen: in a log, over a shoulder."""
    page = Client().post(MESSAGE, {**SAID, "message": "Other", "key": lives.key})
    assert page.status_code == 422
    text = page.content.decode() + str(page.headers)
    assert not re.search("[0-9a-f]{64}", text)
    assert Enquiry.objects.get().page_secret not in text
    same = Client().post(MESSAGE, {**SAID, "key": lives.key})
    assert same["Location"] == lives.page


def test_a_stored_key_replayed_is_a_message_of_its_own(lives):
    stored = Enquiry.objects.get()
    other = {**SAID, "message": "Other", "key": str(stored.idempotency_key)}
    answer = Client().post(MESSAGE, other)
    assert answer.status_code == 303
    assert answer["Location"] != lives.page
    assert stored.idempotency_key != UUID(lives.key)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite logs nothing")
def test_no_error_of_postgresql_names_a_key_or_words(lives):
    """DETAIL, "Failing row contains", and the statement itself, which is logged too."""
    statements, errors = [], []

    def watch(execute, sql, params, many, context):
        try:
            return execute(sql, params, many, context)
        except Exception as error:
            errors.append(str(error))
            raise
        finally:
            statements.append(f"{sql} {params}")

    with connection.execute_wrapper(watch):
        Client().post(MESSAGE, {**SAID, "key": lives.key})
        Client().post(MESSAGE, {**SAID, "message": "Other", "key": str(uuid4())})
    assert any("Key (key_hash)=" in error for error in errors)
    said = "\n".join([*statements, *errors])
    for text in (*secrets(lives), SAID["message"], SAID["email"], "Fischer"):
        assert text not in said
