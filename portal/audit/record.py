"""The one way into the audit."""

from datetime import datetime

from portal.audit.models import AuditEvent


def record_event(
    verb: str, *, now: datetime, by: str, reference: str = "", **detail: object
) -> AuditEvent:
    """Add what happened; `detail` holds codes and counts only, never words.

    `by` is "enquirer", "worker" or "user:<pk>". An event stands or falls with the deed:
    call it within the deed's transaction.
    """
    return AuditEvent.objects.create(
        at=now, verb=verb, by=by, reference=reference, detail=detail
    )
