"""What is too old for the audit goes, seal by seal; the seals stay as a chain."""

from datetime import datetime, timedelta

from django.db import transaction

from portal.audit.gate import PURGE, let_pass
from portal.audit.models import AuditEvent, AuditSeal, SealedRow
from portal.audit.record import record_event
from portal.audit.verbs import Verb

# Seals of one transaction; the job comes again.
BATCH = 200


@transaction.atomic
def purge_audit(*, now: datetime, days: int, by: str) -> int:
    """Delete the rows under seals older than `days`; 0 days keeps everything.

    Returns how many rows went. The purge is an event itself, which later seals hold.
    """
    if not days:
        return 0
    old = AuditSeal.objects.filter(sealed_at__lt=now - timedelta(days=days))
    whole = old.filter(rows_gone_at=None).order_by("number")
    numbers = list(whole.values_list("number", flat=True)[:BATCH])
    if not numbers:
        return 0
    leaves = SealedRow.objects.filter(seal__in=numbers)
    with let_pass(PURGE):
        gone, _each = AuditEvent.objects.filter(pk__in=leaves.values("event")).delete()
        leaves.delete()
        AuditSeal.objects.filter(number__in=numbers).update(rows_gone_at=now)
    through = max(numbers)
    record_event(Verb.AUDIT_PURGED, now=now, by=by, through=through, rows=gone)
    return gone
