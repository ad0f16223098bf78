"""New rows of one table as a statement whose words are put together once.

What Django composes anew for each row is the same for all of a model: its columns in
their order. Only values are new, each prepared by its own field, and expressions,
which are compiled as ever.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model
from django.db.models.expressions import DatabaseDefault, RawSQL
from django.db.models.sql import InsertQuery

NONE = type(None)
Kinds = dict[type["Field[Any, Any]"], frozenset[type]]
# What a field of exactly such a class hands on to the database as it is. A class of its
# own, such as of encrypted text, prepares each value.
AS_THEY_ARE: Kinds = {
    **dict.fromkeys((models.CharField, models.TextField), frozenset({str, NONE})),
    models.BooleanField: frozenset({bool, NONE}),
    # Of a number PostgreSQL is told how long it is.
    **dict.fromkeys(
        (
            models.PositiveSmallIntegerField,
            models.PositiveIntegerField,
            models.ForeignKey,
        ),
        frozenset({NONE}),
    ),
}
# PostgreSQL has these kinds itself; a time without its zone is looked at.
ON_POSTGRESQL: Kinds = {
    **AS_THEY_ARE,
    models.DateField: frozenset({date, NONE}),
    models.DateTimeField: frozenset({datetime, NONE}),
    models.UUIDField: frozenset({UUID, NONE}),
}


class Insert(NamedTuple):
    """A statement that inserts rows and tells their numbers, with its values."""

    words: str
    values: list[Any]


class KnownColumn(NamedTuple):
    """A field, where a row holds its value, and which values need no preparation."""

    field: "Field[Any, Any]"
    name: str
    as_they_are: frozenset[type]


class Columns(NamedTuple):
    """What a model's rows are written into."""

    beginning: str
    columns: Sequence[KnownColumn]


@cache
def known_columns(model: type[Model], vendor: str) -> Columns:
    """Return how a statement for a model begins; both databases quote alike."""
    fields = [one for one in model._meta.concrete_fields if not one.primary_key]
    names = ", ".join(f'"{one.column}"' for one in fields)
    # Names of ours alone; what somebody wrote goes along as values.
    beginning = f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES '  # noqa: S608
    kinds = ON_POSTGRESQL if vendor == "postgresql" else AS_THEY_ARE
    columns = [KnownColumn(one, one.attname, given_on(one, kinds)) for one in fields]
    return Columns(beginning, columns)


def given_on(field: "Field[Any, Any]", kinds: Kinds) -> frozenset[type]:
    """Return which values of a field are the database's own; none where it says now."""
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return frozenset()
    return kinds.get(type(field), frozenset())


def insert_of(rows: Sequence[Model]) -> Insert:
    """Return the statement for some rows of one model."""
    # Not by its stand-in, which looks for it at each word.
    into, marks, values = connections[DEFAULT_DB_ALIAS], [], []
    known = known_columns(type(rows[0]), into.vendor)
    for row in rows:
        row_marks = []
        for one in known.columns:
            mark, params = as_value(one, row, into)
            row_marks.append(mark)
            values.extend(params)
        marks.append(f"({', '.join(row_marks)})")
    key = rows[0]._meta.pk.column
    words = f'{known.beginning}{", ".join(marks)} RETURNING "{key}"'
    return Insert(words, values)


def as_value(
    one: KnownColumn, row: Model, into: BaseDatabaseWrapper
) -> tuple[str, Sequence[Any]]:
    """Return how a field of a new row is written, and with which values."""
    value = vars(row).get(one.name, one)
    kind = type(value)
    if kind in one.as_they_are and (kind is not datetime or value.tzinfo is not None):
        return "%s", (value,)
    if kind is RawSQL:
        # The number of a row beside it: there is nothing in it to look up.
        return f"({value.sql})", value.params
    if kind is DatabaseDefault:
        return default_of(one.field, into.vendor)
    value = one.field.pre_save(row, add=True)
    if not hasattr(value, "resolve_expression"):
        return "%s", (one.field.get_db_prep_save(value, connection=into),)
    return compiled(one.field, value, into)


@cache
def default_of(field: "Field[Any, Any]", _vendor: str) -> tuple[str, Sequence[Any]]:
    """Return how a field's default in the database is written: for each row alike."""
    own = DatabaseDefault(field._db_default_expression, output_field=field)  # noqa: SLF001 - as its own default
    return compiled(field, own, connections[DEFAULT_DB_ALIAS])


def compiled(
    field: "Field[Any, Any]", value: Any, into: BaseDatabaseWrapper
) -> tuple[str, Sequence[Any]]:
    """Return what Django writes for an expression."""
    compiler: Any = InsertQuery(field.model).get_compiler(connection=into)
    words, params = compiler.compile(compiler.prepare_value(field, value))
    return words, params
