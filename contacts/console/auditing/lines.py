"""The audit as lines of a page or of a file."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from django.db.models import QuerySet

from contacts.console.auditing.names import EventNames, mark_of
from contacts.teams.roster.cells import harmless
from portal.audit.models import AuditEvent

COLUMNS = ("number", "at", "verb", "what", "by", "name", "enquiry", "detail")
CHUNK = 500


class LineByLine:
    """A file that hands each line on instead of keeping it."""

    def write(self, line: str) -> str:
        return line


@dataclass(frozen=True)
class AuditLine:
    """What a page says of one event."""

    event: AuditEvent
    name: str
    details: str
    enquiry: str


def audit_lines(events: Iterable[AuditEvent]) -> list[AuditLine]:
    """Return events in words."""
    events = list(events)
    names = EventNames(events)
    return [
        AuditLine(one, names.doer(one.by), names.details(one), mark_of(one.reference))
        for one in events
    ]


def audit_csv(events: QuerySet[AuditEvent]) -> Iterator[str]:
    """Return a header and a line for each event, some at a time."""
    writer = csv.writer(LineByLine())
    yield writer.writerow(COLUMNS)
    rows = events.iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        for line in audit_lines(chunk):
            yield writer.writerow([harmless(cell) for cell in cells(line)])


def cells(line: AuditLine) -> tuple[object, ...]:
    """Return one line of the file; times are in UTC."""
    event = line.event
    return (
        event.pk,
        utc_text(event.at),
        event.verb,
        event.get_verb_display(),
        event.by,
        line.name,
        line.enquiry,
        json.dumps(event.detail, ensure_ascii=False),
    )


def utc_text(moment: datetime) -> str:
    """Return a time as machines read it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
