"""What was erased stays erased, also when a backup is restored."""

import json
import stat
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import CommandError, call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from contacts.alerts.actions import subscribing, subscriptions
from contacts.conversation.actions import erasing
from contacts.conversation.actions.rights import withdraw
from contacts.conversation.actions.stopping import stop_mails
from contacts.enquiries import erasure_list
from contacts.enquiries.actions.erasures import list_erasures
from contacts.mail.kinds import TO_FAMILY
from contacts.models import (
    Enquiry,
    Erasure,
    Notebook,
    NoteShare,
    Outcome,
    OutgoingEmail,
    PageMailStop,
    Subscription,
    SubscriptionState,
    address_hash,
)
from contacts.notes.actions import notebooks, notes, shares
from contacts.notes.anchors.anchor import Anchor
from contacts.pagemails.actions import mail_page, stop_pages
from contacts.replaying import replay_erasures
from portal.audit.models import AuditEvent
from tests import alerts, factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
CANARY = "Kanarienvogel"
LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.ERASURES_DIR = tmp_path / "erasures"
    return settings.ERASURES_DIR


def everything() -> str:
    """Return all that the tables of the private app hold, decrypted."""
    models = apps.get_app_config("contacts").get_models()
    return json.dumps([list(m.objects.values()) for m in models], cls=DjangoJSONEncoder)


def back_up() -> str:
    """Return all rows of both apps, as a backup would hold them."""
    labels = ("trials", "contacts")
    models = [m for label in labels for m in apps.get_app_config(label).get_models()]
    return serializers.serialize("json", [r for m in models for r in m.objects.all()])


def restore(backup: str) -> None:
    """Put the rows back, over what is there; the audit's only where they are gone."""
    there = set(AuditEvent.objects.values_list("pk", flat=True))
    with transaction.atomic():
        for row in serializers.deserialize("json", backup):
            if not (isinstance(row.object, AuditEvent) and row.object.pk in there):
                row.save()


def write_note(body: str):
    study = factories.Study()
    anchor = Anchor("summary", CANARY, "", "", 0, 13, "words", 0, "", "")
    return notes.add_note(
        owner=None,
        key=uuid4(),
        study=study,
        language="en",
        anchor=anchor,
        body=body,
        now=NOW,
    )


def test_a_restored_backup_brings_nothing_back():
    enquiry = factories.accepted(first_name=CANARY, text=CANARY).enquiry
    kept = factories.accepted(email="other@families.example").enquiry
    wanted = alerts.requested(f"{CANARY}@families.example")
    ended = alerts.requested("ended@families.example")
    subscribing.confirm(subscription=ended, now=NOW)
    owner, _note = write_note(CANARY)
    other, note = write_note(f"{CANARY} too")
    backup = back_up()

    erasing.erase_enquiry(enquiry=enquiry, now=NOW, by="enquirer")
    subscriptions.erase(subscription=wanted, now=NOW, by="subscriber")
    subscriptions.stop(subscription=ended, now=NOW, by="subscriber")
    notebooks.delete_notebook(notebook=owner.notebook)
    notes.delete_notes(notes=[note])
    assert list_erasures(now=NOW) == 5
    assert CANARY not in everything()
    restore(backup)
    assert CANARY in everything()

    assert replay_erasures(now=LATER, by="restore") == 5
    assert CANARY not in everything()
    assert Enquiry.objects.get() == kept
    assert Subscription.objects.get().state == SubscriptionState.STOPPED
    assert Notebook.objects.get() == other.notebook
    assert replay_erasures(now=LATER, by="restore") == 0


def test_a_share_that_was_revoked_stays_closed(client):
    owner, note = write_note("x")
    share = NoteShare.objects.create(
        notebook=owner.notebook,
        key=uuid4(),
        token_hash="0" * 64,
        expires_at=LATER,
        next_try_at=NOW,
        created_at=NOW,
    )
    share.notes.add(note)
    backup = back_up()
    shares.revoke_share(share=share, now=NOW)
    list_erasures(now=NOW)
    restore(backup)
    assert NoteShare.objects.alive(NOW).exists()
    replay_erasures(now=NOW, by="restore")
    assert not NoteShare.objects.alive(NOW).exists()


@pytest.mark.parametrize("end", [withdraw, stop_mails], ids=["withdrawn", "stopped"])
def test_an_enquiry_that_was_ended_by_the_family_stays_so(end):
    enquiry = factories.accepted().enquiry
    backup = back_up()
    why = {"why": "x"} if end is stop_mails else {}
    end(enquiry=enquiry, now=NOW, by="enquirer", **why)
    list_erasures(now=NOW)
    restore(backup)
    assert Enquiry.objects.get().outcome != Outcome.WITHDRAWN
    assert Enquiry.objects.get().emails.filter(purpose__in=TO_FAMILY).unsent().exists()
    assert replay_erasures(now=LATER, by="restore") == 1
    assert Enquiry.objects.get().outcome == Outcome.WITHDRAWN
    mails = Enquiry.objects.get().emails
    assert not mails.filter(purpose__in=TO_FAMILY).unsent().exists()
    assert replay_erasures(now=LATER, by="restore") == 0


def test_whoever_wants_no_page_by_mail_gets_none_after_a_restore(folder):
    study = factories.Study()
    wanted, other = "lena@families.example", "other@families.example"

    def mailed(address: str) -> bool:
        mail_page(study=study, email=address, language="en", now=LATER)
        return address in {one.to_address for one in OutgoingEmail.objects.all()}

    for _ in range(2):
        stop_pages(address=address_hash(wanted), now=NOW)
        list_erasures(now=NOW)
    assert len((folder / erasure_list.LIST).read_text().splitlines()) == 1
    # A backup from before knows nothing of it.
    PageMailStop.objects.all().delete()
    assert replay_erasures(now=LATER, by="restore") == 1
    assert [mailed(one) for one in (wanted, other)] == [False, True]
    assert replay_erasures(now=LATER, by="restore") == 0


def test_a_number_that_is_used_again_is_somebody_else():
    """After a restore the next enquiry may get the number of an erased one."""
    first = factories.accepted().enquiry
    number = first.pk
    erasing.erase_enquiry(enquiry=first, now=NOW, by="enquirer", tells_team=False)
    list_erasures(now=NOW)
    second = factories.accepted(email="other@families.example").enquiry
    Enquiry.objects.filter(pk=second.pk).delete()
    second.pk, second.created_at = number, LATER
    second.save()
    assert replay_erasures(now=LATER, by="restore") == 0
    assert Enquiry.objects.filter(pk=number).exists()


def test_the_list_names_nobody_and_is_its_owners_alone(folder):
    enquiry = factories.accepted(first_name=CANARY).enquiry
    reference = enquiry.reference
    erasing.erase_enquiry(enquiry=enquiry, now=NOW, by="enquirer")
    list_erasures(now=NOW)
    for name in (erasure_list.LIST, erasure_list.KEY):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    lines = (folder / erasure_list.LIST).read_text().splitlines()
    (line,) = lines
    day, mark = line.split(" ")
    assert day == "2026-11-24T09:30:00Z"
    assert len(mark) == 64
    assert reference not in line


def test_what_was_rolled_back_is_not_listed():
    enquiry = factories.accepted().enquiry
    with transaction.atomic():
        erasing.erase_enquiry(enquiry=enquiry, now=NOW, by="enquirer")
        transaction.set_rollback(True)
    assert not Erasure.objects.exists()


def test_a_list_that_cannot_be_written_is_tried_again(folder, settings, tmp_path):
    enquiry = factories.accepted().enquiry
    erasing.erase_enquiry(enquiry=enquiry, now=NOW, by="enquirer")
    (tmp_path / "file").write_text("")
    settings.ERASURES_DIR = tmp_path / "file" / "below"
    with pytest.raises(OSError, match=r"Not a directory|File exists"):
        list_erasures(now=NOW)
    assert Erasure.objects.count() == 1
    settings.ERASURES_DIR = folder
    assert list_erasures(now=NOW) == 1
    assert not Erasure.objects.exists()


def test_a_line_cut_off_by_a_power_cut_spoils_no_other(folder):
    erasure_list.append(folder, ["enquiry:1:1.0"], NOW)
    with (folder / erasure_list.LIST).open("a") as file:
        file.write("2026-11-24T09:30:00Z abc")
    erasure_list.append(folder, ["enquiry:2:2.0", "enquiry:1:1.0"], NOW)
    key = erasure_list.own_key(folder)
    for name in ("enquiry:1:1.0", "enquiry:2:2.0"):
        assert erasure_list.mark(key, name) in erasure_list.fingerprints(folder)
    assert len((folder / erasure_list.LIST).read_text().splitlines()) == 3


def test_the_command_asks_for_the_list(folder, capsys):
    with pytest.raises(CommandError, match="no list of erasures"):
        call_command("replay_erasures")
    erasure_list.append(folder, [], NOW)
    call_command("replay_erasures")
    assert "0 rows" in capsys.readouterr().out
