"""Alerts share their words; each says for ever what it said at first."""

import json
from datetime import timedelta
from itertools import count
from zlib import compressobj

import pytest
from cryptography.fernet import Fernet
from django.db import connection, transaction
from django.test import Client

from contacts.alerts.actions.erasing import SENT_MAILS, UNNAMED, tidy_subscriptions
from contacts.alerts.actions.mailing import composing
from contacts.alerts.actions.mailing.composing import written_mails
from contacts.alerts.actions.subscriptions import erase
from contacts.alerts.sentences.known_trials import KnownTrials
from contacts.mail.batches.packing import Packed, packed
from contacts.mail.delivery import load_claimed
from contacts.mail.models import shared_words
from contacts.mail.models.packed_words import common_words
from contacts.mail.shared.fillings import Filling
from contacts.models import (
    EmailState,
    OutgoingEmail,
    SharedWords,
    Subscription,
    SubscriptionCondition,
)
from portal.lib.crypto import decrypt, encrypt_bytes, is_newest
from tests.alerts import HANGZHOU, SOON, queued, study, subscriber
from tests.contacts.alerts.actions.mailing.test_sending import sent
from tests.factories import NOW
from trials.models import Study

pytestmark = pytest.mark.django_db(transaction=True)
SHOWN = ("subject", "body_text", "body_html", "headers", "message_id", "to_address")
DAY = timedelta(days=1)


def written(**wishes: object) -> OutgoingEmail:
    """Return the mail of one person who is told of two trials."""
    subscriber("lena@families.example", **wishes)
    study(brief_title="Rest in lupus")
    study(brief_title="Sleep & lupus")
    queued()
    (mail,) = written_mails(now=SOON, limit=1)
    return mail


def filling(mail: OutgoingEmail) -> Filling:
    """Return a mail's words; SQLite reads again what it has written."""
    return mail.words if isinstance(mail.words, Filling) else mail.words.filling


def shown(mail: OutgoingEmail) -> list[str]:
    return [getattr(mail, name) for name in SHOWN]


def as_bytes(mail: OutgoingEmail, monkeypatch: pytest.MonkeyPatch) -> Packed | None:
    """Return what leaves; what is another each time made the same."""
    where = "contacts.mail.batches.packing"
    monkeypatch.setattr(f"{where}.date_at", lambda _second: "now")
    monkeypatch.setattr(f"{where}.token_hex", lambda _length: "mark")
    return packed(mail, "Trial Portal <portal@trials.example>", "")


def change_everything() -> None:
    """Let studies be called, and a person want, something else."""
    Study.objects.update(brief_title="Another title", minimum_age="12 Years")
    SubscriptionCondition.objects.all().delete()
    Subscription.objects.update(birth_year=2001, birth_month=1, country="FR")


@pytest.mark.parametrize(
    "wishes",
    [
        {},
        {"point": HANGZHOU, "birth_year": 2014, "birth_month": 2},
        {"reach": "COUNTRY", "country": "CN", "language": "zh-hans"},
        {"language": "ar", "conditions": ("Lupus", "A <b>rare</b> & other one")},
    ],
)
def test_a_mail_that_goes_again_says_what_it_said(monkeypatch, wishes):
    mail = written(**wishes)
    first, words = as_bytes(mail, monkeypatch), shown(mail)
    assert isinstance(first, Packed)
    change_everything()
    shared_words.remembered.clear()
    (again,) = load_claimed([mail.pk])
    assert as_bytes(again, monkeypatch) == first
    assert shown(again) == words == shown(OutgoingEmail.objects.get())
    assert "Rest in lupus" in again.body_text
    assert "Sleep &amp; lupus" in again.body_html
    assert "you asked for news about Lupus" in again.body_text or wishes.get("language")


def test_what_is_ready_to_leave_is_what_its_words_are(monkeypatch):
    mail = written(point=HANGZHOU)
    fast = as_bytes(mail, monkeypatch)
    mail.body_text, mail.body_html = mail.body_text, mail.body_html
    assert not mail.is_of_shared
    assert as_bytes(mail, monkeypatch) == fast


@pytest.mark.parametrize("name", ["Lupus\nof a kind", "Lupus " * 200])
def test_words_that_need_a_look_at_their_lines_get_it(monkeypatch, name):
    mail = written()
    gap, (text, html) = "\ue002", filling(mail).form.ways
    filling(mail).values[gap] = name
    assert text.gaps.count(gap) == html.gaps.count(gap) == 1
    assert filling(mail).sent(0) is None
    made = as_bytes(mail, monkeypatch)
    assert made is None or name.replace("\n", "\r\n").encode() in made.words


def test_claimed_mails_are_read_with_one_question_for_all_they_share():
    for number in range(4):
        subscriber(f"{number}@families.example")
    study()
    queued()
    pks = [mail.pk for mail in written_mails(now=SOON, limit=4)]
    assert count_questions(pks) == count_questions(pks[:1]) == 2


def count_questions(pks: list[int]) -> int:
    """Read some mails and look at their words; return how often that asked."""
    shared_words.remembered.clear()
    numbers = count()
    with connection.execute_wrapper(
        lambda execute, *args: (next(numbers), execute(*args))[1]
    ):
        assert all(mail.body_html for mail in load_claimed(pks))
    return next(numbers)


def test_many_mails_share_their_words():
    for number in range(5):
        subscriber(f"{number}@families.example")
    study()
    queued()
    known = KnownTrials(SOON.date())
    written_mails(now=SOON, limit=2, known=known)
    assert known.unkept == {}
    forms = set(SharedWords.objects.values_list("pk", flat=True))
    # A frame, a trial, its places.
    assert len(forms) == 3
    written_mails(now=SOON, limit=2)
    written_mails(now=SOON, limit=1, known=known)
    assert set(SharedWords.objects.values_list("pk", flat=True)) == forms


def test_nothing_of_a_person_is_shared():
    words = ("lena@families.example", "Wegener", "Hangzhou", "in or near this town")
    mail = written(
        point=HANGZHOU, conditions=("Lupus", "Wegener"), birth_year=2014, birth_month=2
    )
    person = Subscription.objects.get()
    own = (*words[:2], words[3], person.token("manage"), person.token("unsubscribe"))
    assert all(one in mail.body_text + mail.to_address for one in own)
    rows = SharedWords.objects.values_list("text", "html", "head")
    said = "".join("".join(row) for row in rows)
    assert [one for one in own if one in said] == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM contacts_outgoingemail")
        (stored,) = cursor.fetchall()
    assert [one for one in (*own, "Rest in lupus") if one in repr(stored)] == []
    erase(subscription=person, now=SOON, by="subscriber")
    assert not OutgoingEmail.objects.exists()


def test_shared_words_stay_while_a_mail_may_name_them_and_go_then(mail_to_sink):
    subscriber()
    study()
    queued()
    assert sent() == 1
    forms = SharedWords.objects.count()
    late = SOON + SENT_MAILS
    tidy_subscriptions(now=late - DAY, by="worker")
    assert SharedWords.objects.count() == forms
    (mail,) = load_claimed([OutgoingEmail.objects.get().pk])
    assert "new here" in mail.body_text
    tidy_subscriptions(now=late + UNNAMED + DAY, by="worker")
    assert not OutgoingEmail.objects.exists()
    assert not SharedWords.objects.exists()


def test_words_that_are_used_again_are_new_again():
    mail = written()
    SharedWords.objects.update(used_on=NOW.date() - 90 * DAY)
    with transaction.atomic():
        SharedWords.objects.keep([filling(mail).form], on=SOON.date())
    SharedWords.objects.unused_since(SOON.date()).delete()
    assert [row.pk for row in SharedWords.objects.all()] == [filling(mail).form.digest]


def test_words_of_a_batch_that_failed_are_stored_with_the_next(monkeypatch):
    subscriber()
    study()
    queued()
    known = KnownTrials(SOON.date())
    with monkeypatch.context() as patched:
        patched.setattr(composing, "insert_rows", lambda _rows: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            written_mails(now=SOON, limit=1, known=known)
    assert not SharedWords.objects.exists()
    (mail,) = written_mails(now=SOON, limit=1, known=known)
    (again,) = load_claimed([mail.pk])
    assert again.body_text == mail.body_text


def test_a_mail_whose_shared_words_are_lost_takes_no_other_with_it(mail_to_sink):
    """As no tidying does it."""
    for number in range(2):
        subscriber(f"{number}@families.example", language=["en", "zh-hans"][number])
    study()
    queued()
    lost, other = written_mails(now=SOON, limit=2)
    SharedWords.objects.filter(pk=filling(lost).form.digest).delete()
    shared_words.remembered.clear()
    assert sent() == 2
    states = OutgoingEmail.objects.in_bulk()
    assert states[lost.pk].state == EmailState.RETRYING
    assert states[lost.pk].last_error == "KeyError"
    assert states[other.pk].state == EmailState.SENT


def test_what_was_packed_before_still_leaves(mail_to_sink):
    mail = written()
    said = {name: getattr(mail, name) for name in ("body_text", "body_html", "headers")}
    data = json.dumps(said, ensure_ascii=False).encode()
    packer = compressobj(level=3, wbits=14, memLevel=6, zdict=common_words(2))
    before = bytes([2]) + packer.compress(data) + packer.flush()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE contacts_outgoingemail SET words = %s", [encrypt_bytes(before)]
        )
    SharedWords.objects.all().delete()
    assert sent() == 1
    (arrived,) = mail_to_sink.mails
    text = arrived.get_body(("plain",)).get_content()
    assert text.replace("\r\n", "\n") == said["body_text"]
    assert arrived["List-Unsubscribe"]


def test_an_address_is_stored_as_its_reader_has_it():
    mail = written()
    stored, theirs = tokens()
    assert stored == theirs
    assert OutgoingEmail.objects.get().to_address == "lena@families.example"
    assert mail.to_address == "lena@families.example"


def test_an_address_under_an_older_key_is_encrypted_anew(settings):
    subscriber("lena@families.example")
    study()
    queued()
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
    written_mails(now=SOON, limit=1)
    stored, theirs = tokens()
    assert stored != theirs
    assert is_newest(stored)
    assert decrypt(stored) == "lena@families.example"


def tokens() -> tuple[str, str]:
    """Return an address as its mail and as its subscription hold it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.to_address, s.email FROM contacts_outgoingemail m"
            " JOIN contacts_subscription s ON s.id = m.subscription_id"
        )
        return cursor.fetchone()


def test_a_download_says_what_was_said_at_first(client: Client):
    mail = written()
    change_everything()
    shared_words.remembered.clear()
    path = f"/alerts/manage/{Subscription.objects.get().token('manage')}/download/"
    (told,) = client.get(path).json()["mails"]
    assert told["text"] == mail.body_text


def test_two_who_keep_the_same_words_keep_them_once():
    mail = written()
    SharedWords.objects.all().delete()
    for _ in range(2):
        with transaction.atomic():
            SharedWords.objects.keep([filling(mail).form], on=NOW.date())
    assert SharedWords.objects.count() == 1
