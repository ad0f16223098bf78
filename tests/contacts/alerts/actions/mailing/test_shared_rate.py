"""How many alerts may leave is one bucket for all processes, and a row for a domain."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from contacts.alerts.actions.erasing import tidy_subscriptions
from contacts.alerts.actions.mailing import turns
from contacts.alerts.actions.mailing.sending import BulkRound, send_bulk
from contacts.models import AlertTurn, OutgoingEmail, Queue
from tests.alerts import SOON, queued, study, subscriber
from tests.contacts.alerts.actions.mailing.test_sending import sent
from tests.factories import accepted

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


def crowd(**domains: int) -> None:
    """So many people at each domain, who wait for an alert."""
    for domain, people in domains.items():
        for number in range(people):
            subscriber(f"family{number}@{domain}.example")
    study()
    assert queued() == sum(domains.values())


def waiting() -> list[OutgoingEmail]:
    return list(OutgoingEmail.objects.unsent().order_by("next_attempt_at"))


def delay(mails: list[OutgoingEmail], by: timedelta) -> None:
    """Give these mails a later turn, so that no slow machine reaches it."""
    for mail in mails:
        OutgoingEmail.objects.filter(pk=mail.pk).update(
            next_attempt_at=mail.next_attempt_at + by,
            offered_until=mail.offered_until + by,
        )


def move(by: timedelta) -> None:
    """Let so much time pass for what waits, and for the rows of domains."""
    for mail in waiting():
        times = (mail.next_attempt_at - by, mail.offered_until - by)
        OutgoingEmail.objects.filter(pk=mail.pk).update(
            next_attempt_at=times[0], offered_until=times[1]
        )
    for turn in AlertTurn.objects.filter(name__startswith=turns.TO):
        AlertTurn.objects.filter(pk=turn.pk).update(busy_until=turn.busy_until - by)


def test_a_bucket_holds_a_rounds_worth_and_what_is_unused_goes_back():
    draw = AlertTurn.objects.draw
    rate, seconds = 0.005, 1000
    assert [draw("x", wanted, rate, seconds) for wanted in (3, 9, 9)] == [3, 2, 0]
    AlertTurn.objects.put_back("x", 2, rate)
    assert draw("x", 9, rate, seconds) == 2
    # One that fills slowly holds one.
    assert [draw("slow", 9, 0.001, 1.0), draw("slow", 9, 0.001, 1.0)] == [1, 0]


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="threads share SQLite's test database"
)
def test_many_who_draw_at_once_get_no_more_than_there_is():
    drawn: list[int] = []

    def draw() -> None:
        try:
            drawn.extend(AlertTurn.objects.draw("x", 3, 0.1, 1000) for _ in range(20))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=draw) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 100 <= sum(drawn) <= 103


def test_a_halted_desk_gives_no_place():
    AlertTurn.objects.draw("x", 1, 10, 1.0)
    AlertTurn.objects.update(stopped_at=SOON)
    assert AlertTurn.objects.draw("x", 1, 10, 1.0) == 0


def test_no_more_send_at_once_than_shall(mail_to_sink, settings):
    settings.BULK_SENDERS = 1
    crowd(one=2)
    with turns.one_sender() as is_free:
        assert is_free
        assert send_bulk(now=SOON, by="worker") == 0
    assert send_bulk(now=SOON, by="worker") == 2


def test_a_domain_past_its_rate_holds_up_no_other(mail_to_sink, settings):
    settings.BULK_TO_A_DOMAIN = 2
    crowd(one=6, other=2)
    assert sent() == 4
    at = sorted(one.rpartition("@")[2] for one in mail_to_sink.recipients)
    assert at == ["one.example"] * 2 + ["other.example"] * 2
    left = waiting()
    assert [(mail.state, mail.attempts) for mail in left] == [("QUEUED", 0)] * 4
    # Two in each of the next seconds.
    seconds = [(mail.next_attempt_at - left[0].next_attempt_at) for mail in left]
    assert [round(one.total_seconds()) for one in seconds] == [0, 0, 1, 1]
    delay(left[:2], HOUR)
    delay(left[2:], 2 * HOUR)
    assert sent() == 0
    for _ in range(2):
        move(HOUR + timedelta(seconds=2))
        assert sent() == 2
    assert len(set(mail_to_sink.recipients)) == 8


def test_a_turn_that_was_not_used_in_time_is_asked_for_again(mail_to_sink, settings):
    """After an hour's halt not all of them leave at once."""
    settings.BULK_TO_A_DOMAIN = 1
    crowd(one=5)
    assert sent() == 1
    move(HOUR)
    assert sent() == 1
    assert len(waiting()) == 3


def test_without_a_rate_for_domains_nobody_waits(mail_to_sink, settings):
    settings.BULK_TO_A_DOMAIN = settings.BULK_PER_SECOND
    crowd(one=5)
    assert sent() == 5
    assert not AlertTurn.objects.filter(name__startswith=turns.TO).exists()


def test_rows_of_domains_are_not_kept(mail_to_sink, settings):
    settings.BULK_TO_A_DOMAIN = 1
    crowd(one=1)
    sent()
    now = timezone.now()
    tidy_subscriptions(now=now, by="worker")
    rows = AlertTurn.objects.filter(name__startswith=turns.TO)
    assert rows.count() == 1
    # No domain's name stands there.
    assert "one" not in rows.get().name
    tidy_subscriptions(now=now + HOUR, by="worker")
    assert not rows.exists()


def test_a_sender_makes_room_for_people_who_wait(mail_to_sink):
    crowd(one=2)
    accepted()
    round_ = BulkRound(SOON, "worker", 5)
    assert round_.go() == 2
    assert round_.is_more
    OutgoingEmail.objects.filter(queue=Queue.ENQUIRIES).delete()
    round_ = BulkRound(SOON, "worker", 5)
    assert round_.go() == 0
    assert not round_.is_more
