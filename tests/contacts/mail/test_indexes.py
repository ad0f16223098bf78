"""Each index of the outbox, of subscriptions and of the ledger serves a question.

What is not in this table costs every alert a write, and nobody anything if it goes.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Now

from contacts.models import Alert, EmailState, OutgoingEmail, Queue, Subscription
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def mails() -> QuerySet[OutgoingEmail]:
    return OutgoingEmail.objects.order_by()


def first_due(rows: QuerySet[OutgoingEmail]) -> QuerySet[OutgoingEmail]:
    """As `claim_some` asks for them."""
    due = rows.at_rest().filter(next_attempt_at__lte=Now())
    return due.order_by("next_attempt_at")[:10]


# Index → the question that it is there for, as its asker puts it.
ASKED = {
    OutgoingEmail: {
        # Alerts that wait (choosing_mails), and all that is due (health/sending).
        "outbox_due": lambda: first_due(mails().filter(queue=Queue.PACKED)),
        # What people wait for (rounds, turns).
        "outbox_for_people": lambda: first_due(mails().of_queue(Queue.ENQUIRIES)),
        # What somebody has to look at (health, the console).
        "outbox_in_trouble": lambda: mails().in_trouble(),
        # What belongs to nothing that is kept, and is over (passing).
        "outbox_passing": lambda: mails().passed(NOW),
        # What has left lately (health), and what may be forgotten (erasing).
        "outbox_left": lambda: mails().filter(sent_at__gte=NOW),
        # An enquiry's conversation, and its end.
        "outbox_of_enquiry": lambda: mails().filter(enquiry=1),
        # A message that is taken back.
        "outbox_of_entry": lambda: mails().filter(entry=1),
        # What somebody was sent, and whoever stops.
        "outbox_of_subscription": lambda: mails().filter(subscription=1),
        # A provider's report (bounces).
        "outbox_of_provider": lambda: mails().of_provider("theirs"),
        # A mail that comes back by its return path; that no two have one id.
        "outbox_message_id": lambda: mails().filter(message_id__startswith="<7@"),
    },
    Subscription: {
        "subscription_confirm_link": lambda: by_link("confirm"),
        "subscription_manage_link": lambda: by_link("manage"),
        "subscription_unsubscribe_link": lambda: by_link("unsubscribe"),
        # All of one mailbox.
        "subscription_household": lambda: Subscription.objects.filter(household="x"),
        # Requests that nobody has answered (confirmations).
        "subscription_unanswered": lambda: Subscription.objects.unanswered(NOW),
    },
    Alert: {
        # Whose turn it is (composing).
        "alert_waiting": lambda: Alert.objects.due(NOW).order_by("due_at")[:10],
        # What a mail tells (choosing_mails, households).
        "alert_of_mail": lambda: Alert.objects.filter(mail__in=[1, 2]),
        # A site that an import takes away.
        "alert_of_site": lambda: Alert.objects.filter(site=1),
        # A person's own (composing, households), and its end.
        "contacts_alert_subscription_id_eef4431b": lambda: Alert.objects.filter(
            subscription=1
        ),
        # A study that goes; that nobody is told twice.
        "alert_once_for_study_and_household": lambda: Alert.objects.filter(study=1),
    },
}


def by_link(word: str) -> QuerySet[Subscription]:
    return Subscription.objects.by_token(word, "some word")


def indexes_of(model: type) -> set[str]:
    """Return the names of what the database keeps beside the rows, without the key."""
    with connection.cursor() as cursor:
        there = connection.introspection.get_constraints(cursor, model._meta.db_table)
    return {
        name
        for name, one in there.items()
        if (one["index"] or one["unique"]) and not one["primary_key"]
    }


@pytest.mark.parametrize("model", ASKED)
def test_each_index_is_asked_by_something(model):
    assert indexes_of(model) == set(ASKED[model])


# SQLite calls the index of a constraint as it likes, and reads no few rows by any.
ONLY_ON_POSTGRESQL = {
    *("outbox_message_id", "subscription_unanswered"),
    *(f"subscription_{word}_link" for word in ("confirm", "manage", "unsubscribe")),
    "alert_once_for_study_and_household",
}


@pytest.mark.parametrize(
    ("name", "asked"),
    [pair for questions in ASKED.values() for pair in questions.items()],
    ids=[name for questions in ASKED.values() for name in questions],
)
def test_its_question_is_answered_by_it(name, asked):
    if connection.vendor != "postgresql" and name in ONLY_ON_POSTGRESQL:
        pytest.skip("its name, or its use, is PostgreSQL's")
    fill()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Few rows are read faster without any.
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert name in asked().explain()


def fill() -> None:
    """Write mails as there are: most have left, some wait."""
    OutgoingEmail.objects.bulk_create(
        OutgoingEmail(
            purpose="ALERTS",
            message_id=f"<{number}@x>",
            queue=[Queue.PACKED, Queue.ENQUIRIES][number % 2],
            state=EmailState.QUEUED if number % 20 < 2 else EmailState.SENT,
            next_attempt_at=NOW,
            created_at=NOW,
            sent_at=NOW - timedelta(days=number % 20),
        )
        for number in range(600)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE contacts_outgoingemail")
