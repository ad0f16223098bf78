"""Lost links leave once, whoever works, and one that fails holds up no other."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections

from contacts.conversation.actions.lost_links import ask_for_link, send_lost_links
from contacts.enquiries.models.link_requests import MOST_TRIES
from contacts.enquiries.sentences import links_to_family
from contacts.models import Enquiry, LinkRequest, OutgoingEmail, Purpose
from portal.lib.rounds import LATER
from tests.factories import NOW, accepted, site_with_contact

LENA, MARK = "lena@families.example", "mark@families.example"


def mailed() -> list[str]:
    """Return to whom links were mailed."""
    mails = OutgoingEmail.objects.filter(purpose=Purpose.LINK_TO_FAMILY)
    return sorted(mail.to_address for mail in mails)


def ask(*emails: str) -> None:
    """Let people ask for their lost links."""
    for email in emails:
        ask_for_link(email=email, language="en", now=NOW)


@pytest.fixture
def _broken(monkeypatch) -> None:
    """Mark's letter cannot be written, as a fault of ours would have it."""
    write = links_to_family.lost_link

    def fail(enquiries: list[Enquiry], *args, **kwargs):
        if enquiries[0].email == MARK:
            raise RuntimeError("a fault")
        return write(enquiries, *args, **kwargs)

    monkeypatch.setattr(links_to_family, "lost_link", fail)


@pytest.mark.django_db
@pytest.mark.usefixtures("_broken")
def test_one_that_fails_holds_up_no_other_and_is_not_tried_for_ever():
    site = site_with_contact()
    accepted(site, email=MARK)
    accepted(site, email=LENA)
    ask(MARK, LENA)
    assert send_lost_links(now=NOW) == 2
    assert mailed() == [LENA]
    assert send_lost_links(now=NOW + LATER - timedelta(seconds=1)) == 0
    now, tries = NOW, 1
    while send_lost_links(now=(now := now + LATER)):
        tries += 1
    assert tries == MOST_TRIES
    assert mailed() == [LENA]
    waiting = LinkRequest.objects.get()
    assert (waiting.email, waiting.attempts) == (MARK, MOST_TRIES)


@pytest.mark.django_db
@pytest.mark.usefixtures("_broken")
def test_many_that_fail_do_not_starve_the_next():
    site = site_with_contact()
    accepted(site, email=MARK)
    accepted(site, email=LENA)
    ask(*[MARK] * 5, LENA)
    for _ in range(3):
        send_lost_links(now=NOW, limit=2)
    assert mailed() == [LENA]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="threads share SQLite's test database"
)
def test_two_workers_mail_once():
    accepted(email=LENA)
    ask(*[LENA] * 6)
    barrier = threading.Barrier(4)

    def work() -> None:
        try:
            barrier.wait(10)
            send_lost_links(now=NOW)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert mailed() == [LENA] * 6
    assert not LinkRequest.objects.exists()
