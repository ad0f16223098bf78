"""The screening log: one line for each enquiry of a period, with or without persons."""

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from contacts.console.auditing.lines import LineByLine
from contacts.enquiries.models.enquiries import EnquiryQuerySet
from contacts.models import Enquiry
from contacts.teams.roster.cells import harmless

ABOUT = (
    *("reference", "created_at", "answer_due_on", "first_answered_at", "closed_at"),
    *("state", "outcome"),
)
PERSONS = (
    *("first_name", "last_name", "email", "phone", "language"),
    *("relationship", "person_age"),
)
PLACE = ("study", "site")
# What no field of a person says of one, and a study team counts.
WITHOUT_PERSONS = ("misfit_reasons", "language", "relationship")
CHUNK = 500


def log_columns(*, with_persons: bool) -> tuple[str, ...]:
    """Return the head of the log."""
    return (*PLACE, *ABOUT, *(PERSONS if with_persons else WITHOUT_PERSONS))


def log_rows(
    enquiries: EnquiryQuerySet, *, with_persons: bool
) -> Iterator[tuple[Any, ...]]:
    """Return the log's rows, the oldest first."""
    names = log_columns(with_persons=with_persons)[len(PLACE) :]
    rows = enquiries.select_related("study", "site").order_by("pk")
    for one in rows.iterator(chunk_size=CHUNK):
        yield (one.study.registry_id, one.place_name, *cells_of(one, names))


def cells_of(enquiry: Enquiry, names: Iterable[str]) -> Iterator[Any]:
    """Return an enquiry's values, lists as words."""
    for name in names:
        value = getattr(enquiry, name)
        yield " ".join(value) if isinstance(value, list) else value


def csv_lines(
    enquiries: EnquiryQuerySet, *, with_persons: bool = True
) -> Iterator[str]:
    """Return the log line by line."""
    writer = csv.writer(LineByLine())
    yield writer.writerow(log_columns(with_persons=with_persons))
    for row in log_rows(enquiries, with_persons=with_persons):
        yield writer.writerow([harmless(cell) for cell in row])


def workbook(enquiries: EnquiryQuerySet, *, with_persons: bool) -> bytes:
    """Return the log as a spreadsheet; whatever somebody typed is text in it."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        head = log_columns(with_persons=with_persons)
        sheet.write_row(0, 0, head, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, 0, len(head) - 1)
        for number, row in enumerate(
            log_rows(enquiries, with_persons=with_persons), start=1
        ):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, "" if cell is None else str(cell))
    return file.getvalue()
