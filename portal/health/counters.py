"""What readiness says in words, in numbers for Prometheus."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from contacts.conversation.models.troubles import unaccounted
from contacts.models import OutgoingEmail, Trouble
from portal.alarms.kinds import AlarmKind
from portal.alarms.models import Alarm
from portal.health import readiness
from portal.health.sending import overdue


def must_be_none() -> dict[str, tuple[str, QuerySet[Any]]]:
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
    add_readiness(registry)
    add_alarms(registry)
    return generate_latest(registry), CONTENT_TYPE_LATEST


def add_readiness(registry: CollectorRegistry) -> None:
    """Add each part of /readyz, and the figures behind it."""
    report = readiness.report()
    ready = Gauge("portal_ready", "1: fit", ["part"], registry=registry)
    for name, is_fit in fit_parts(report):
        ready.labels(name).set(is_fit)
    figures = report["figures"]
    ages = figures.pop("jobs", {})
    job_age = Gauge("portal_job_age_seconds", "Last round", ["job"], registry=registry)
    for job, age in ages.items():
        job_age.labels(job).set(float("inf") if age is None else age)
    for name, (metric, help_text) in FIGURES.items():
        if figures.get(name) is not None:
            Gauge(metric, help_text, registry=registry).set(figures[name])


def fit_parts(report: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Return the parts alone."""
    for name, is_fit in report.items():
        if name not in {"is_ready", "failing", "figures"}:
            yield name, bool(is_fit)


FIGURES = {
    "outbox": ("portal_oldest_due_seconds", "Wait of the oldest due e-mail"),
    "attempts": ("portal_refused_share", "Refused attempts in 15 minutes"),
    "inbound": ("portal_inbound_backlog", "Letters and reports not read"),
    "disk": ("portal_disk_free_bytes", "Free where least is"),
    "database_space": ("portal_database_bytes", "Size of the database"),
    "registry": ("portal_registry_age_seconds", "Since the last comparison"),
}


def add_alarms(registry: CollectorRegistry) -> None:
    """Add which alarms stand."""
    standing = set(Alarm.objects.standing().values_list("kind", flat=True))
    alarms = Gauge("portal_alarm", "1: it stands", ["kind"], registry=registry)
    for kind in AlarmKind.values:
        alarms.labels(kind).set(kind in standing)
