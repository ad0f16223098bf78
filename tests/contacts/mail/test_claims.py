"""Many workers at once: every row is claimed by one of them, on PostgreSQL."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections

from contacts.conversation.actions.handling import claim
from contacts.models import AuditEvent, EmailState, Enquiry, OutgoingEmail, Verb
from tests.factories import NOW, accepted, site_with_contact, staff

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="threads share SQLite's test database"
    ),
]
WORKERS, MESSAGES = 8, 10


def raced(claim) -> int:
    """Let all workers go for all rows at the same moment; return the claims."""
    pks = list(OutgoingEmail.objects.values_list("pk", flat=True))
    barrier = threading.Barrier(WORKERS)
    won: list[int] = []

    def work() -> None:
        try:
            for pk in pks:
                barrier.wait(10)
                if claim(pk):
                    won.append(pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(won)


@pytest.fixture(autouse=True)
def _messages() -> None:
    """Some messages, two mails each."""
    site = site_with_contact()
    for _ in range(MESSAGES):
        accepted(site)


def test_each_row_is_claimed_once():
    lease = timedelta(minutes=5)
    assert raced(lambda pk: OutgoingEmail.objects.claim(pk, lease)) == 2 * MESSAGES


def test_each_row_is_in_one_batch():
    lease, taken = timedelta(minutes=5), []
    barrier = threading.Barrier(WORKERS)

    def work() -> None:
        try:
            barrier.wait(10)
            # Rows that another holds at this moment are passed over; they are there
            # again if it lets them go.
            while OutgoingEmail.objects.at_rest().exists():
                taken.extend(OutgoingEmail.objects.claim_some(3, lease))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(OutgoingEmail.objects.values_list("pk", flat=True))
    assert set(OutgoingEmail.objects.values_list("attempts", flat=True)) == {1}


def test_of_fifty_who_claim_an_enquiry_at_once_one_has_it():
    sent = accepted().enquiry
    users = [staff([sent.site]) for _ in range(50)]
    barrier = threading.Barrier(len(users))
    won: list[int] = []

    def work(user) -> None:
        try:
            barrier.wait(30)
            if claim(enquiry=sent, user=user, now=NOW, by="x"):
                won.append(user.pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert Enquiry.objects.get(pk=sent.pk).owner_id == won[0]
    assert AuditEvent.objects.filter(verb=Verb.ENQUIRY_CLAIMED).count() == 1


def test_reading_before_writing_would_claim_it_twice():
    """The control: the naive way shows that the race is real."""

    def naive(pk: int) -> bool:
        mail = OutgoingEmail.objects.get(pk=pk)
        if mail.state != EmailState.QUEUED:
            return False
        OutgoingEmail.objects.filter(pk=pk).update(state=EmailState.SENDING)
        return True

    assert raced(naive) > 2 * MESSAGES
