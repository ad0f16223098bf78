"""An erased enquiry leaves the audit by name, and what was done stays provable."""

import hashlib
import hmac
from datetime import datetime

from django.db import transaction

from portal.audit.gate import ERASE, let_pass
from portal.audit.hashing import hash_row
from portal.audit.known_deeds import ERASED
from portal.audit.models import AuditEvent, SealedRow
from portal.audit.record import record_event
from portal.audit.rows import rows_by_number
from portal.audit.verbs import Verb

# Hashes that one event of an erasure holds.
BATCH = 100


def erased_reference(reference: str, secret: str) -> str:
    """Return what stands instead of a reference.

    Nobody can tell which it was; whoever comes with it is still told who read it.
    """
    key = f"audit:{secret}".encode()
    mark = hmac.new(key, reference.encode(), hashlib.sha256).hexdigest()
    return f"{ERASED}{mark[:12].upper()}"


@transaction.atomic
def erase_events(*, reference: str, secret: str, now: datetime, by: str) -> int:
    """Take a reference and all details out of the rows that bear it; return how many.

    Rows keep time, kind and doer. What each looks like afterwards is written into an
    event, so that the chain goes on vouching for them.
    """
    instead = erased_reference(reference, secret)
    events = AuditEvent.objects.filter(reference=reference).order_by("pk")
    numbers = list(events.values_list("pk", flat=True))
    with let_pass(ERASE):
        events.update(reference=instead, detail={})
        for start in range(0, len(numbers), BATCH):
            note_erased_rows(numbers[start : start + BATCH], instead, now, by)
    return len(numbers)


def note_erased_rows(numbers: list[int], instead: str, now: datetime, by: str) -> None:
    """Keep the hashes of rows as they are now, where a seal holds them as they were."""
    sealed = SealedRow.objects.filter(event__in=numbers)
    known = list(sealed.values_list("event", flat=True))
    if not known:
        return
    hashes = {n: hash_row(row) for n, row in rows_by_number(known).items()}
    for number, one in hashes.items():
        sealed.filter(event=number).update(erased_hash=one)
    rows = {str(number): one for number, one in hashes.items()}
    record_event(Verb.AUDIT_ERASED, now=now, by=by, reference=instead, rows=rows)
