"""Writing many rows at once: by COPY on PostgreSQL, in one statement on SQLite."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Field, Model
from django.db.models.expressions import DatabaseDefault

from portal.lib.crypto import EncryptedTextField


def insert_rows(rows: Sequence[Model]) -> None:
    """Store new rows and give them keys, in a third of what `bulk_create` takes.

    What one of them leaves to the database all have to. They are not to be saved again.
    """
    if not rows:
        return
    kind = type(rows[0])
    if connection.vendor != "postgresql":
        kind._default_manager.bulk_create(rows)
        return
    for row, key in zip(rows, new_keys(kind, len(rows)), strict=True):
        row.pk = key
    fields = [
        one
        for one in kind._meta.concrete_fields
        if not isinstance(getattr(rows[0], one.attname), DatabaseDefault)
    ]
    columns = ", ".join(f'"{one.column}"' for one in fields)
    lines = zip(*(column_of(one, rows) for one in fields), strict=True)
    pour(f'"{kind._meta.db_table}" ({columns})', len(fields), lines)


def column_of(field: "Field[Any, Any]", rows: Sequence[Model]) -> list[Any]:
    """Return what a field of the rows is in the database.

    What is one and the same in all of them is made ready once; secrets never are, or
    equal ones would be seen to be so.
    """
    said = [field.pre_save(row, add=True) for row in rows]
    first = said[0]
    is_secret = first and isinstance(field, EncryptedTextField)
    if not is_secret and len(set(map(id, said))) == 1:
        return [field.get_db_prep_save(first, connection)] * len(said)
    return [field.get_db_prep_save(one, connection) for one in said]


def new_keys(kind: type[Model], count: int) -> list[int]:
    """Return keys that nobody else gets."""
    table, column = kind._meta.db_table, kind._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s))"
            " FROM generate_series(1, %s)",
            [table, column, count],
        )
        return [key for (key,) in cursor.fetchall()]


def pour(where: str, width: int, lines: Iterable[Sequence[Any]]) -> None:
    """Write lines into a table."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {where} FROM STDIN") as copy:
                for line in lines:
                    copy.write_row(line)
        else:
            marks = ", ".join(["%s"] * width)
            cursor.executemany(f"INSERT INTO {where} VALUES ({marks})", lines)  # noqa: S608 - names of our own models
