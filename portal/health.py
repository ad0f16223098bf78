"""Whether the parts that deliver are fit, and the counters that show it."""

from datetime import timedelta

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, QuerySet
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from contacts.conversation.models.troubles import unaccounted
from contacts.models import AlertTurn, OutgoingEmail, Queue, Trouble, from_now

# A due e-mail that nobody has touched for so long means that no worker runs.
STUCK = timedelta(minutes=2)


def report() -> dict[str, object]:
    """Return each part's state; `is_ready` when all are fit."""
    parts = {"database": database_answers(), "broker": broker_answers()}
    parts["outbox"] = parts["database"] and not overdue()
    return {**parts, "is_ready": all(parts.values())}


def database_answers() -> bool:
    """Whether one query comes back."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def broker_answers() -> bool:
    """Whether Redis answers; true where none is used."""
    if not settings.REDIS_URL:
        return True
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1
    )
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()


def overdue() -> int:
    """Return how many due e-mails nobody has touched for `STUCK`."""
    due = OutgoingEmail.objects.due()
    if AlertTurn.objects.exclude(stopped_at=None).exists():
        # What the desk has halted waits on purpose.
        due = due.exclude(queue=Queue.BULK)
    return due.filter(next_attempt_at__lte=from_now(-STUCK)).count()


def must_be_none() -> dict[str, tuple[str, QuerySet]]:
    """Return the rows that there must never be: lost, untold, told to nobody."""
    return {
        "portal_messages_lost": ("Ended badly, in no ledger", unaccounted()),
        "portal_troubles_untold": ("Nobody was told", Trouble.objects.untold()),
        "portal_tellings_unowned": (
            "The telling failed and nobody else was told",
            Trouble.objects.unowned(),
        ),
    }


def prometheus() -> tuple[bytes, str]:
    """Return the counters in Prometheus' text format, and its content type."""
    registry = CollectorRegistry()
    emails = Gauge("portal_emails", "E-mails by state", ["state"], registry=registry)
    states = OutgoingEmail.objects.values_list("state").annotate(Count("pk"))
    for state, count in states.order_by():
        emails.labels(state).set(count)
    for name, (help_text, rows) in must_be_none().items():
        Gauge(name, help_text, registry=registry).set(rows.count())
    in_console = Trouble.objects.in_console().count()
    Gauge("portal_troubles_in_console", "Not seen to", registry=registry).set(
        in_console
    )
    Gauge("portal_emails_overdue", "Due, untouched", registry=registry).set(overdue())
    return generate_latest(registry), CONTENT_TYPE_LATEST
