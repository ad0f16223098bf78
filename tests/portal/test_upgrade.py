"""Rows that commit 0dbb886 made open after today's migrations, page by page.

`tests/data/upgrade/rows.sql` is SQLite's dump of an installation in which that commit's
own actions filled every table of ours; `known.json` holds what only people had: the
words of their links, and a passcode. `making.txt` is the program that made both, for
that commit's tree. The clock stands hours after the rows.
"""

import json
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core import mail as outbox
from django.core.management import call_command
from django.test import Client
from django.utils import translation

from contacts.conversation.actions.lost_links import send_lost_links
from contacts.mail.delivery import deliver
from contacts.models import Enquiry, OutgoingEmail, Purpose, Subscription
from tests.upgraded import DATA, LATER, asked, restore

ROWS = DATA / "rows.sql"
KNOWN = json.loads((DATA / "known.json").read_text(encoding="utf-8"))
FOUNDING, NOTED, CHANGED = "NCT07233642", "NCT90000001", "NCT99000002"


@pytest.fixture(scope="module")
def migrated(tmp_path_factory, django_db_blocker) -> Path:
    """The dump, restored and migrated as an update does it."""
    path = tmp_path_factory.mktemp("upgrade") / "portal.sqlite3"
    with asked(path, django_db_blocker):
        restore(ROWS.read_text(encoding="utf-8"))
    return path


@pytest.fixture(autouse=True)
def _upgraded(migrated: Path, tmp_path: Path, django_db_blocker) -> Iterator[None]:
    """A copy of it for each test."""
    path = shutil.copy(migrated, tmp_path / "portal.sqlite3")
    with asked(Path(path), django_db_blocker), translation.override("en"):
        yield


def read(client: Client, path: str, status: int = 200) -> str:
    """Return a page as it reads."""
    answer = client.get(path)
    assert answer.status_code == status, path
    return unescape(answer.content.decode())


def signed_in(who: str) -> Client:
    """Return somebody of the staff at their desk."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=KNOWN[who]))
    return client


def test_the_models_are_what_the_migrations_made():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_table_was_filled_and_keeps_its_rows():
    old = KNOWN["tables"]
    for model in apps.get_models():
        table, app = model._meta.db_table, model._meta.app_label
        if app in {"trials", "contacts"} and table in old:
            assert (table, model._base_manager.count()) == (table, old[table])
            assert old[table], table
    assert {table for table in old if table.startswith(("trials_", "contacts_"))} <= {
        model._meta.db_table for model in apps.get_models()
    }


@pytest.mark.parametrize("number", [FOUNDING, NOTED, CHANGED])
def test_studies_are_found_and_read(client: Client, number: str):
    assert f"/trials/{number}/" in read(client, "/trials/")
    for language in ("", "/zh-hans"):
        assert number in read(client, f"{language}/trials/{number}/")
    assert 'name="site"' in read(client, f"/trials/{NOTED}/message/")


def test_the_selfcheck_is_answered(client: Client):
    start = f"/trials/{FOUNDING}/self-check/"
    assert read(client, start)
    assert 'method="post"' in read(client, f"{start}q/1/")


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("asked", "Is there a place for a nine-year-old?"),
        ("answered", "可以，请致电。"),
        ("closed", "Closed"),
        ("passed", "Second Hospital"),
    ],
)
def test_a_familys_page_opens_by_its_old_link(client: Client, who: str, words: str):
    page = read(client, f"/enquiries/{KNOWN[who]}/")
    assert KNOWN["reference"][who] in page
    assert words in page


def test_what_was_erased_stays_so(client: Client):
    read(client, f"/enquiries/{KNOWN['erased']}/", 404)


def test_a_family_goes_on_writing(client: Client):
    path = f"/enquiries/{KNOWN['asked']}/"
    sent = client.post(f"{path}write/", {"message": "We can come on Mondays."})
    assert sent.status_code in {302, 303}
    page = read(client, path)
    assert "We can come on Mondays." in page
    # What was mailed and what was typed before the update.
    assert "I am reached after five." in page
    assert "And are weekends possible?" in page


def test_a_lost_link_that_was_asked_for_leads_to_the_old_page():
    send_lost_links(now=LATER)
    mail = OutgoingEmail.objects.get(purpose=Purpose.LINK_TO_FAMILY)
    assert mail.to_address == "lena@families.example"
    assert f"/enquiries/{KNOWN['asked']}/" in mail.body_text


def test_a_new_address_is_confirmed_by_the_old_link(client: Client):
    path = f"/enquiries/address/{KNOWN['address_change']}/"
    read(client, path)
    client.post(path)
    found = Enquiry.objects.get(reference=KNOWN["reference"]["answered"])
    assert found.email == "mei.new@families.example"


def test_mails_that_waited_leave_as_they_were_written():
    waiting_mails = OutgoingEmail.objects.filter(state="QUEUED")
    said = {one.pk: (one.to_address, one.body_text) for one in waiting_mails}
    assert len(said) >= 10
    for pk in said:
        deliver(pk=pk, now=LATER, by="worker")
    left = [(one.to[0], one.body) for one in outbox.outbox]
    assert sorted(left) == sorted(said.values())


def test_notes_open_by_the_old_link_and_by_their_owners_cookie(client: Client):
    opened = client.post(f"/notes/open/{KNOWN['notebook']}/")
    assert opened.status_code in {302, 303}
    page = read(client, "/notes/")
    assert "What does this mean?" in page
    assert "It means rest." in page
    # The share's link is one that its owner can see again.
    assert KNOWN["share_path"] in page
    beside = client.get(f"/notes/on/{NOTED}/")
    assert "Is six months long?" in unescape(beside.content.decode())


def test_shared_notes_open_by_link_and_passcode(client: Client):
    path = KNOWN["share_path"]
    assert "What does this mean?" not in read(client, path)
    wrong = client.post(path, {"passcode": "some other words"})
    assert "What does this mean?" not in wrong.content.decode()
    assert client.post(path, {"passcode": KNOWN["passcode"]}).status_code == 303
    page = read(client, path)
    assert "What does this mean?" in page
    assert "It means rest." in page


def test_the_console_shows_what_was_there():
    member = signed_in("member")
    inbox = read(member, "/staff/?view=all")
    for reference in KNOWN["reference"].values():
        page = read(member, f"/staff/enquiries/{reference}/")
        assert reference in page
    assert KNOWN["reference"]["asked"] in inbox
    answered = read(member, f"/staff/enquiries/{KNOWN['reference']['answered']}/")
    assert "Speaks Mandarin only." in answered
    assert "Thank you" in read(member, "/staff/prepared/")


def test_the_desk_sees_stray_mails_and_the_audit():
    desk = signed_in("desk")
    assert "Where are you?" in read(desk, "/staff/mail/")
    assert KNOWN["reference"]["passed"] in read(desk, "/staff/")


def test_the_staff_still_have_their_pass_phrase():
    user = get_user_model().objects.get(username=KNOWN["member"])
    assert user.check_password("a long pass phrase")


@pytest.mark.parametrize("who", ["told", "weekly", "pausing"])
def test_alerts_are_managed_and_ended_by_old_links(client: Client, who: str):
    words = KNOWN[f"subscription_{who}"]
    assert "Lupus" in read(client, f"/alerts/manage/{words['manage']}/")
    path = f"/alerts/unsubscribe/{words['unsubscribe']}/"
    read(client, path)
    assert client.post(path).status_code in {200, 302, 303}
    found = Subscription.objects.by_token("unsubscribe", words["unsubscribe"]).get()
    assert found.state == "STOPPED"


def test_alerts_that_waited_are_confirmed_by_the_old_link(client: Client):
    words = KNOWN["subscription_waiting"]
    path = f"/alerts/confirm/{words['confirm']}/"
    assert "form" in read(client, path)
    client.post(path)
    found = Subscription.objects.by_token("manage", words["manage"]).get()
    assert found.state == "ACTIVE"
