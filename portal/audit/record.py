"""The one way into the audit."""

from collections.abc import Iterable
from contextvars import ContextVar
from datetime import datetime

from portal.audit.models import AuditEvent

# How many events this request has written; a page that writes none is noted by its
# address (portal.middleware.audited).
recorded: ContextVar[int] = ContextVar("recorded", default=0)


def record_event(
    verb: str, *, now: datetime, by: str, reference: str = "", **detail: object
) -> AuditEvent:
    """Add what happened; `detail` holds codes and counts only, never words.

    `by` is "enquirer", "worker" or "user:<pk>". An event stands or falls with the deed:
    call it within the deed's transaction.
    """
    [event] = record_alike(verb, now=now, by=by, of=[(reference, detail)])
    return event


def event_to_write(
    verb: str, *, now: datetime, by: str, reference: str = "", **detail: object
) -> AuditEvent:
    """Return what happened, for a deed that writes all its rows together."""
    [event] = events_alike(verb, now=now, by=by, of=[(reference, detail)])
    return event


def record_alike(
    verb: str, *, now: datetime, by: str, of: Iterable[tuple[str, dict[str, object]]]
) -> list[AuditEvent]:
    """Add what happened to several at once: of each its reference and its detail."""
    events = events_alike(verb, now=now, by=by, of=of)
    return AuditEvent.objects.bulk_create(events)


def events_alike(
    verb: str, *, now: datetime, by: str, of: Iterable[tuple[str, dict[str, object]]]
) -> list[AuditEvent]:
    """Return what is to be added, and count it for this request."""
    events = [
        AuditEvent(at=now, verb=verb, by=by, reference=reference, detail=detail)
        for reference, detail in of
    ]
    recorded.set(recorded.get() + len(events))
    return events
