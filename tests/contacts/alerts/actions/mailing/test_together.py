"""Alerts of many people cost the database as many questions as those of a few."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from contacts.alerts.actions.mailing.choosing_mails import next_mails
from contacts.alerts.actions.mailing.composing import waiting_alerts, written_mails
from contacts.alerts.actions.mailing.sending import send_bulk
from contacts.alerts.models.matching_sql import read_in_order
from contacts.alerts.sentences.known_trials import KnownTrials
from contacts.mail.batches.queues import IN_BULK
from contacts.models import Alert, AlertState, OutgoingEmail, Subscription
from portal.database.bare import new_like
from tests.alerts import HANGZHOU, SOON, queued, study, subscriber
from trials.models import Trigger

pytestmark = pytest.mark.django_db(transaction=True)


def questions(limit: int) -> int:
    """Write some mails; return how often the database was asked."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(written_mails(now=SOON, limit=limit)) == limit
    return len(asked)


def test_a_mail_asks_for_nothing_of_its_own():
    wishes = {"birth_year": 2014, "birth_month": 2}
    for number in range(7):
        subscriber(f"near{number}@families.example", point=HANGZHOU, **wishes)
    study(minimum_age="5 Years")
    queued()
    questions(1)
    assert questions(2) == questions(4)


def test_the_ledger_says_which_mail_told_whom():
    for number in range(3):
        subscriber(f"{number}@families.example")
    for _ in range(2):
        study()
    assert queued() == 6
    made = written_mails(now=SOON, limit=3)
    told = {(row.mail_id, row.subscription_id) for row in Alert.objects.all()}
    assert told == {(mail.pk, mail.subscription_id) for mail in made}
    assert set(Alert.objects.values_list("state", flat=True)) == {AlertState.MAILED}
    assert not Subscription.objects.filter(mailed_at=None).exists()


def test_an_alert_is_stored_packed_in_one_piece():
    person = subscriber("family@families.example")
    study()
    queued()
    (mail,) = written_mails(now=SOON, limit=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT body_text, body_html, headers, queue FROM contacts_outgoingemail"
        )
        assert cursor.fetchall() == [("", "", "", "packed")]
    read = OutgoingEmail.objects.get()
    assert (read.body_text, read.body_html) == (mail.body_text, mail.body_html)
    assert read.body_text.count(person.token("unsubscribe")) == 1
    assert person.token("unsubscribe") in read.extra_headers["List-Unsubscribe"]


@pytest.mark.parametrize("queue", IN_BULK)
def test_what_waits_in_either_queue_is_taken_up_again(queue):
    subscriber("family@families.example")
    study()
    queued()
    (mail,) = written_mails(now=SOON, limit=1)
    OutgoingEmail.objects.update(queue=queue)
    known = KnownTrials(SOON.date())
    assert [one.pk for one in next_mails(SOON, 5, known)] == [mail.pk]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="it is PostgreSQL's plan")
@transaction.atomic
def test_so_many_are_read_as_are_wanted_although_it_knows_of_none():
    """After an import PostgreSQL takes thousands of new alerts for a handful."""
    person, one = subscriber(), study()
    links = ("confirm_hash", "manage_hash", "unsubscribe_hash")
    people = Subscription.objects.bulk_create(
        new_like(person, id=None, **dict.fromkeys(links, f"{number}"))
        for number in range(300)
    )
    Alert.objects.bulk_create(
        Alert(
            subscription=people[number % 300],
            household=f"{number}",
            study=one,
            is_recruiting=True,
            trigger=Trigger.NEW_STUDY,
            due_at=SOON,
            created_at=SOON,
        )
        for number in range(3000)
    )
    read_in_order()
    plan = waiting_alerts(SOON).values_list("subscription_id")[:100].explain()
    assert "alert_waiting" in plan
    assert "Sort" not in plan


def test_a_second_without_alerts_writes_nothing():
    send_bulk(now=SOON, by="worker")
    with CaptureQueriesContext(connection) as asked:
        assert send_bulk(now=SOON, by="worker") == 0
    assert [one["sql"].split()[0] for one in asked] == ["SELECT", "SELECT"]
