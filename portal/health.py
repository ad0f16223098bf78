"""Whether the parts that deliver are fit, and the counters that show it."""

from datetime import timedelta

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from contacts.models import AlertTurn, OutgoingEmail, Queue, from_now

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


def prometheus() -> tuple[bytes, str]:
    """Return the counters in Prometheus' text format, and its content type."""
    registry = CollectorRegistry()
    emails = Gauge("portal_emails", "E-mails by state", ["state"], registry=registry)
    states = OutgoingEmail.objects.values_list("state").annotate(Count("pk"))
    for state, count in states.order_by():
        emails.labels(state).set(count)
    Gauge("portal_emails_overdue", "Due, untouched", registry=registry).set(overdue())
    return generate_latest(registry), CONTENT_TYPE_LATEST
