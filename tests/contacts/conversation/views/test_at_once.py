"""Two people act on one enquiry at the same moment: each gets words, never a 500.

On PostgreSQL as it is; on SQLite with a database in a file, in a process of its own.
"""

import os
import subprocess
import sys
import threading
from datetime import timedelta
from itertools import combinations_with_replacement
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from contacts.conversation.actions.erasing import erase_enquiry
from contacts.enquiries.views.gone import unless_gone
from contacts.models import Enquiry
from tests.factories import NOW, StudySite, accepted, site_with_contact, staff

ROOT = Path(__file__).resolve().parents[4]
HAS_LOCKS = connection.vendor != "sqlite" or "TEST_SQLITE_FILE" in os.environ
CONTACT = {"email": "lena@families.example", "phone": "+49 30 901821"}
CONTACT |= {"phone_country": "DE", "channel": "EITHER"}

FAMILY = {
    "write": {"message": "One more thing."},
    "erase": {},
    "withdraw": {},
    "other-site": {"site": "other000"},
    "contact": CONTACT,
}
STAFF = {
    "answer": {"text": "There is a place.", "seen": "0"},
    "claim": {},
    "release": {},
    "close": {"outcome": "MISDIRECTED", "seen": "0"},
    "snooze": {"until": (timezone.now() + timedelta(days=1)).date().isoformat()},
    "remark": {"remark": "Called twice."},
    "call": {"result": "REACHED"},
    "calm": {},
    "reopen": {},
    "": None,
}


def act(name: str, sent, member: Client) -> int:
    """Do one thing as the browser would; return the status."""
    if name in FAMILY:
        path = f"/enquiries/{sent.token}/{name}/"
        return Client(raise_request_exception=False).post(path, FAMILY[name])
    end = f"{name}/" if name else ""
    path = f"/staff/enquiries/{sent.enquiry.reference}/{end}"
    return member.get(path) if not name else member.post(path, STAFF[name])


def both(one: str, other: str, sent, members: list[Client]) -> list:
    """Let two threads begin at the same moment; return their answers."""
    barrier, answers = threading.Barrier(2), []

    def work(name: str, member: Client) -> None:
        try:
            barrier.wait(10)
            answers.append((name, act(name, sent, member)))
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=work, args=pair)
        for pair in zip((one, other), members, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not HAS_LOCKS, reason="threads share SQLite's test database")
def test_every_pair_of_deeds_at_once():
    site = site_with_contact()
    StudySite(study=site.study, key="other000")
    members = [Client(raise_request_exception=False) for _ in range(2)]
    for member in members:
        member.force_login(staff([site]))
    faults = []
    for pair in combinations_with_replacement([*FAMILY, *STAFF], 2):
        # Whoever comes second finds the first one's work done, or its row gone.
        for _ in range(3 if "erase" in pair else 1):
            sent = accepted(site)
            answers = both(*pair, sent, members)
            assert len(answers) == 2, pair
            faults += [
                (pair, name, answer.status_code)
                for name, answer in answers
                if answer.status_code >= 500
                or (answer.status_code >= 400 and b"<h1" not in answer.content)
            ]
    assert faults == []


@pytest.mark.services
@pytest.mark.long
def test_every_pair_on_sqlite_in_a_file(tmp_path: Path):
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    environment["TEST_SQLITE_FILE"] = str(tmp_path / "test.sqlite3")
    wanted = f"{Path(__file__).relative_to(ROOT)}::test_every_pair_of_deeds_at_once"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", wanted],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert "1 passed" in done.stdout


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*FAMILY, *STAFF])
def test_a_deed_on_an_enquiry_erased_a_moment_before(name: str, monkeypatch):
    """Erased between the look at its page and the deed, on every database."""
    sent = accepted()
    StudySite(study=sent.enquiry.study, key="other000")
    member = Client()
    member.force_login(staff([sent.enquiry.site]))
    monkeypatch.setattr(
        "contacts.conversation.views.family_pages.unless_gone", erased_first(sent)
    )
    monkeypatch.setattr(
        "contacts.console.views.enquiry_pages.unless_gone", erased_first(sent)
    )
    answer = act(name, sent, member)
    assert answer.status_code in {302, 409, 410, 422}
    if answer.status_code == 410:
        assert "This message was erased" in answer.content.decode()
    assert not Enquiry.objects.exists()


def erased_first(sent):
    """Return the pages' decorator, with an erasure just before the page begins."""

    def wrap(view):
        def inner(request, *args):
            erase_enquiry(enquiry=sent.enquiry, now=NOW, by="enquirer")
            return unless_gone(view)(request, *args)

        return inner

    return wrap
