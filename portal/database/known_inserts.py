"""New rows of one table as a statement whose words are put together once.

What Django composes anew for each row is the same for all of a model: its columns in
their order. Only values are new, each prepared by its own field, and expressions,
which are compiled as ever.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Field, Model
from django.db.models.sql import InsertQuery


class Insert(NamedTuple):
    """A statement that inserts rows and tells their numbers, with its values."""

    words: str
    values: list[Any]


class Columns(NamedTuple):
    """What a model's rows are written into."""

    beginning: str
    fields: Sequence["Field[Any, Any]"]


@cache
def known_columns(model: type[Model]) -> Columns:
    """Return how a statement for a model begins; both databases quote alike."""
    fields = [one for one in model._meta.concrete_fields if not one.primary_key]
    names = ", ".join(f'"{one.column}"' for one in fields)
    # Names of ours alone; what somebody wrote goes along as values.
    beginning = f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES '  # noqa: S608
    return Columns(beginning, fields)


def insert_of(rows: Sequence[Model]) -> Insert:
    """Return the statement for some rows of one model."""
    known, values = known_columns(type(rows[0])), []
    marks = []
    for row in rows:
        row_marks = []
        for one in known.fields:
            mark, params = as_value(one, row)
            row_marks.append(mark)
            values.extend(params)
        marks.append(f"({', '.join(row_marks)})")
    key = rows[0]._meta.pk.column
    words = f'{known.beginning}{", ".join(marks)} RETURNING "{key}"'
    return Insert(words, values)


def as_value(one: "Field[Any, Any]", row: Model) -> tuple[str, Sequence[Any]]:
    """Return how a field of a new row is written, and with which values."""
    value = one.pre_save(row, add=True)
    if not hasattr(value, "resolve_expression"):
        return "%s", (one.get_db_prep_save(value, connection=connection),)
    compiler: Any = InsertQuery(type(row)).get_compiler(connection=connection)
    words, params = compiler.compile(compiler.prepare_value(one, value))
    return words, params
