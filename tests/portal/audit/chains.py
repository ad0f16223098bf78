"""An audit to fill, to seal, and to change as only a database's owner can."""

from datetime import timedelta

from django.db import connection, transaction

from portal.audit.findings import ChainFault
from portal.audit.models import AuditEvent, Verb
from portal.audit.record import record_event
from portal.audit.sealing import seal_new_rows
from portal.audit.triggers import GUARDS, install_triggers, trigger_names
from portal.audit.verifying import verify_chain
from tests.factories import NOW

SECONDS = timedelta(seconds=1)
# The last of thirty rows is written before.
LATER = NOW + timedelta(minutes=31)
COPY = (
    'INSERT INTO contacts_auditevent (id, at, verb, "by", reference, detail) '
    'SELECT {new}, at, verb, "by", reference, detail FROM contacts_auditevent '
    "WHERE id = {old}"
)


def fill(rows: int, *, start: int = 0, size: int = 10) -> None:
    """Write rows a minute apart, and seal them by tens."""
    for number in range(start, start + rows):
        now = NOW + number * 60 * SECONDS
        record_event(
            Verb.TEAM_CHANGED, now=now, by="user:1", reference="ENQ-1", team=number
        )
        if number % size == size - 1:
            seal_new_rows(now=now + SECONDS)


def tamper(*statements: str) -> None:
    """Do something as the database's owner does: without triggers."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in GUARDS:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            for name in trigger_names(table, connection.vendor):
                cursor.execute(f"DROP TRIGGER {name}{on}")
        for statement in statements:
            cursor.execute(statement)
    install_triggers(connection)


def found() -> list[tuple[ChainFault, int]]:
    return [(one.kind, one.number) for one in verify_chain().findings]


def pk(place: int) -> int:
    """Return the number of the row that was written as the n-th."""
    return AuditEvent.objects.order_by("pk").values_list("pk", flat=True)[place]
