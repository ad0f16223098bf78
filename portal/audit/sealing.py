"""New rows of the audit come under a seal, a few seconds after they were written."""

import logging
from datetime import datetime

from django.db import IntegrityError, connection, transaction

from portal.audit.hashing import hash_row, hash_seal, hash_together, shown_hash
from portal.audit.models import AuditSeal, SealedRow
from portal.audit.rows import new_rows
from portal.database.pausing import leave_room

log = logging.getLogger(__name__)

# Of one seal: short enough for SQLite's other writers.
MOST_ROWS = 2000
# On PostgreSQL a number is taken when a row is written, and the row seen when its
# transaction ends: a seal looks back for those that others overtook. SQLite has one
# writer, whose numbers come in the order of the rows.
LOOKS_BACK = 10_000


def seal_new_rows(*, now: datetime) -> int:
    """Seal what is new; return how many rows. Another sealer's work is left to it."""
    total = 0
    while True:
        try:
            seal = leave_room(lambda: seal_once(now))
        except IntegrityError:
            return total
        if seal is None:
            return total
        tell_log(seal)
        total += seal.count
        if not seal.has_more:
            return total


@transaction.atomic
def seal_once(now: datetime) -> AuditSeal | None:
    """Put at most `MOST_ROWS` under the next seal; None where nothing is new."""
    last = AuditSeal.objects.order_by("-number").first()
    rows = new_rows(begin_after(last), MOST_ROWS + 1)
    has_more, rows = len(rows) > MOST_ROWS, rows[:MOST_ROWS]
    if not rows:
        return None
    hashes = {row[0]: hash_row(row) for row in rows}
    number = last.number + 1 if last else 1
    seal = AuditSeal(
        number=number,
        sealed_at=now,
        first_event=min(hashes),
        last_event=max(hashes),
        count=len(hashes),
        has_more=has_more,
        rows_hash=hash_together(hashes.values()),
        previous_hash=last.hash if last else "",
    )
    seal.hash = hash_of(seal)
    # The number is taken by whoever is first; a second sealer fails here.
    seal.save(force_insert=True)
    leaves = [SealedRow(event=n, seal=number, hash=one) for n, one in hashes.items()]
    SealedRow.objects.bulk_create(leaves)
    return seal


def begin_after(last: AuditSeal | None) -> int:
    """Return the number above which there may be new rows."""
    if last is None:
        return 0
    highest = SealedRow.objects.order_by("-event").values_list("event", flat=True)
    known = max(highest.first() or 0, last.last_event)
    return known if connection.vendor == "sqlite" else known - LOOKS_BACK


def hash_of(seal: AuditSeal) -> str:
    """Return what a seal's hash must be."""
    return hash_seal(
        seal.number,
        seal.sealed_at,
        seal.first_event,
        seal.last_event,
        seal.count,
        seal.has_more,
        seal.rows_hash,
        seal.previous_hash,
    )


def tell_log(seal: AuditSeal) -> None:
    """Write the seal where the database's owner cannot change it."""
    log.info(
        "audit seal %d: rows %d to %d, %d of them, %s",
        seal.number,
        seal.first_event,
        seal.last_event,
        seal.count,
        shown_hash(seal.hash),
    )
