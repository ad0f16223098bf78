"""A test mail goes out and comes in again; its receiver's word on the sender counts."""

import os
from datetime import timedelta
from html import unescape
from time import time

import pytest
from django.core.management import call_command
from django.test import Client

from contacts.conversation.actions.letters.reading import read_letters
from contacts.models import InboundEmail, OutgoingEmail
from portal.hospital.actions import say_settings
from tests.administrators import administrator, signed_in
from tests.contacts.letters import keep, raw_mail
from tests.factories import NOW

pytestmark = pytest.mark.django_db
PAGE = "/staff/hospital/"
GOOD = "mx.example; dkim=pass header.d=hospital.example"
BAD = "mx.example; dkim=pass header.d=relay.example"


@pytest.fixture
def admin(settings) -> Client:
    settings.SAID_BY_ENVIRONMENT = frozenset()
    settings.INBOUND_DOMAIN = "reply.hospital.example"
    values = {
        "DEFAULT_FROM_EMAIL": "Trials <trials@hospital.example>",
        "PORTAL_DESK_EMAIL": "desk@hospital.example",
    }
    say_settings(values=values, now=NOW, by="user:1")
    return signed_in(administrator())


def tried_mails(admin: Client) -> dict[str, OutgoingEmail]:
    """Press the button; return the mails by where they go."""
    admin.post(f"{PAGE}test-mail/")
    return {one.to_address: one for one in OutgoingEmail.objects.order_by("pk")}


def come_round(admin: Client, results: str, to: str = "") -> None:
    """Send a test mail, and let it come in as a provider would hand it on."""
    sent = list(tried_mails(admin))[-1]
    raw = raw_mail(
        "Mail leaves.",
        sender="Trials <trials@hospital.example>",
        authentication_results=results,
    )
    keep(raw, to or sent)
    read_letters(now=NOW, by="worker")


def page(admin: Client) -> str:
    return unescape(admin.get(PAGE).content.decode())


def test_one_goes_to_the_desk_and_one_comes_round(admin):
    sent = tried_mails(admin)
    (desk, again) = sent
    assert desk == "desk@hospital.example"
    assert again.endswith("@reply.hospital.example")
    assert "the test mail is on its way" in page(admin)


def test_without_a_way_in_there_is_one_mail(admin, settings):
    settings.INBOUND_DOMAIN = ""
    assert list(tried_mails(admin)) == ["desk@hospital.example"]
    assert "nobody can see it here" in page(admin)


def test_a_sender_that_is_vouched_for_is_fine(admin):
    come_round(admin, GOOD)
    said = page(admin)
    assert "The test mail came in again" in said
    assert "SPF or DKIM vouches for hospital.example." in said
    # It is no letter: nobody has to look at it.
    assert not InboundEmail.objects.exists()


def test_a_sender_that_is_not_keeps_the_list_open(admin):
    come_round(admin, GOOD)
    before = still_open(admin)
    come_round(admin, BAD)
    assert "vouch for relay.example alone" in page(admin)
    assert still_open(admin) == before + 1
    come_round(admin, "mx.example; spf=none; dkim=none")
    assert "Neither SPF nor DKIM vouches for hospital.example" in page(admin)
    assert still_open(admin) == before + 1


def test_a_test_mail_out_of_a_file_is_called_one(admin, tmp_path, capsys):
    file = tmp_path / "a.eml"
    file.write_bytes(raw_mail("Mail leaves."))
    call_command("read_letter", str(file), "--to", list(tried_mails(admin))[-1])
    assert '"place": "test"' in capsys.readouterr().out
    assert "The test mail came in again" in page(admin)


def still_open(admin: Client) -> int:
    return admin.get(PAGE).context["open"]


def test_another_sender_has_to_be_tried_anew(admin):
    come_round(admin, GOOD)
    values = {"DEFAULT_FROM_EMAIL": "trials@clinic.example"}
    say_settings(values=values, now=NOW, by="user:1")
    said = page(admin)
    assert "vouches for" not in said
    assert "A test mail that comes in again shows it." in said


def test_a_receiver_that_says_nothing_is_said(admin):
    come_round(admin, "")
    assert "The receiver does not say" in page(admin)


def test_nobody_else_can_make_one_come_round(admin):
    good = list(tried_mails(admin))[-1]
    word, proof = good.partition("@")[0].split(".")
    come_round(admin, GOOD, f"{word}.{'0' * len(proof)}@reply.hospital.example")
    assert "vouches for" not in page(admin)
    assert InboundEmail.objects.count() == 1


@pytest.mark.parametrize(("hours", "is_fine"), [(1, True), (72, False)])
def test_a_backup_has_to_be_of_these_days(admin, settings, tmp_path, hours, is_fine):
    settings.DATA_DIR = tmp_path
    assert "none was made on this machine yet" in page(admin)
    stamp = tmp_path / ".backed_up"
    stamp.touch()
    then = time() - timedelta(hours=hours).total_seconds()
    os.utime(stamp, (then, then))
    tried = admin.get(PAGE).context["tries"][-1]
    assert "made and read again" in tried.words
    assert tried.is_fine is is_fine
