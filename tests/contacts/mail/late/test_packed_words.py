"""Packed words take little room, and what was packed once can be read for ever."""

from hashlib import sha256
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import connection

from contacts.gallery.alerts import alerts_specimen
from contacts.mail.batches.queues import Queue
from contacts.mail.delivery import deliver
from contacts.mail.models.packed_words import (
    DATA,
    LETTERS,
    common_words,
    pack,
    unpack,
)
from contacts.models import OutgoingEmail
from portal.lib.crypto import encrypt_bytes
from tests.factories import NOW, accepted

# A packed mail needs the very file that it was packed with: none of these may change.
NEVER_CHANGED = {
    1: "1922535a33a106e6c8a05c4c412889f305620c43f8cb0af17bff899b42e74277",
    2: "3796b91d389704b3432fdbf446a4605218332899678b131a3cc9db37bc56d845",
}
# What a row that holds all words of a mail may take, where it took 5,700 before.
BYTES = 700
# … and what is its own of an alert of two trials, where all of it took 11,000.
BYTES_OF_ALERT = 900


def test_no_file_that_mails_were_packed_with_has_changed():
    numbers = {int(one.stem.rpartition("_")[2]) for one in DATA.glob("common_words_*")}
    assert numbers == set(NEVER_CHANGED)
    assert LETTERS in numbers
    assert {
        one: sha256(common_words(one)).hexdigest() for one in numbers
    } == NEVER_CHANGED


@pytest.mark.parametrize("text", ["", "Hello", "阿" * 50_000, '\x00\\"\n…'])
def test_what_is_packed_is_unpacked(text):
    words = {"body_text": text, "body_html": f"<p>{text}</p>"}
    assert unpack(pack(words)) == words
    assert unpack(pack({**words, "headers": text})) == {**words, "headers": text}


@pytest.mark.parametrize("language", ["en", "es", "zh-hans", "zh-hant", "ar"])
def test_an_alert_takes_little_room(language):
    said = alerts_specimen(language)
    fields = said.as_fields(Queue.BULK, "")
    assert fields["queue"] == Queue.PACKED
    assert len(encrypt_bytes(pack(fields["words"]))) < BYTES_OF_ALERT


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["en", "es", "zh-hans", "ar"])
def test_the_words_of_a_mail_take_little_room(mail_to_sink, language):
    for mail in accepted(language=language).enquiry.emails.all():
        deliver(pk=mail.pk, now=NOW, by="worker")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT words, facts FROM contacts_outgoingemail WHERE id = %s",
                [mail.pk],
            )
            token, facts = cursor.fetchone()
        assert (0 < len(token) < BYTES, facts) == (True, "")


@pytest.mark.django_db(transaction=True)
def test_words_are_read_after_the_key_has_changed(mail_to_sink, settings):
    (mail, *_others) = accepted().enquiry.emails.all()
    deliver(pk=mail.pk, now=NOW, by="worker")
    before = OutgoingEmail.objects.get(pk=mail.pk).body_html
    key = Fernet.generate_key().decode()
    settings.FIELD_KEYS = [key, *settings.FIELD_KEYS]
    call_command("rotate_field_keys", stdout=StringIO(), stderr=StringIO())
    settings.FIELD_KEYS = [key]
    assert OutgoingEmail.objects.get(pk=mail.pk).body_html == before
