"""New rows of several tables that belong together, in as few statements as can be.

PostgreSQL takes them all in one statement; SQLite, to which nothing has to travel, in
one for each table.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Field, Model
from django.db.models.expressions import RawSQL

from portal.database.known_inserts import insert_of
from portal.database.often import Often

Rows = Sequence[Model]
# What a statement is answered with, in its one column.
Told = list[Any]


class RawStatement(NamedTuple):
    """A statement of one's own with its values; it answers in one column."""

    words: str
    values: Sequence[Any] = ()


def insert_together(*tables: Rows, then: Sequence[RawStatement] = ()) -> list[Told]:
    """Insert new rows, table by table; call it within a transaction.

    A row may point at one that is alone in a table before its own. Each statement of
    `then` is told for itself; whether it sees the new rows is left open.
    """
    filled = [rows for rows in tables if rows]
    if connection.vendor != "postgresql":
        for rows in filled:
            note_written([rows], [ask(RawStatement(*insert_of(with_parents(rows))))])
        return [ask(one) for one in then]
    statement = OneStatement()
    try:
        for rows in filled:
            statement.add(rows)
        for one in then:
            statement.add_statement(one)
        told = ask_row(statement.as_statement())
    finally:
        statement.let_go()
    note_written(filled, told[: len(filled)])
    # Each knows the number of what it points at.
    statement.let_go()
    return [found or [] for found in told[len(filled) :]]


def ask(statement: RawStatement) -> Told:
    """Return all that a statement is answered with."""
    with connection.cursor() as cursor:
        cursor.execute(Often(statement.words), statement.values)
        return [found for (found,) in cursor.fetchall()]


def ask_row(statement: RawStatement) -> Sequence[Told]:
    """Return the one row with which everything is answered."""
    with connection.cursor() as cursor:
        cursor.execute(Often(statement.words), statement.values)
        row: Sequence[Told] = cursor.fetchone()
        return row


def note_written(tables: Sequence[Rows], keys: Sequence[list[int]]) -> None:
    """Let each row know its number, and that it is there."""
    for rows, numbers in zip(tables, keys, strict=True):
        for row, number in zip(rows, numbers, strict=True):
            row.pk, state = number, row._state  # noqa: SLF001 - as bulk_create does
            state.adding, state.db = False, connection.alias


@dataclass
class OneStatement:
    """Inserts of which each is a part of one statement."""

    parts: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    # What tells the number of a row that is not written yet, by its identity.
    numbers: dict[int, RawSQL] = field(default_factory=dict)
    pointing: list[tuple[Model, str, Model]] = field(default_factory=list)

    def add(self, rows: Rows) -> None:
        """Add the rows of one table."""
        name, key = f"new_{len(self.parts)}", rows[0]._meta.pk.column
        # Names of ours alone; what somebody wrote goes along as values.
        numbers = f'(SELECT array_agg("{key}") FROM {name})'  # noqa: S608
        for row in rows:
            self.point(row)
        insert = insert_of(rows)
        self.parts.append(f"{name} AS ({insert.words})")
        self.asked.append(numbers)
        self.values.extend(insert.values)
        if len(rows) == 1:
            self.numbers[id(rows[0])] = RawSQL(f"({numbers})[1]", ())  # noqa: S611

    def point(self, row: Model) -> None:
        """Let a row take the numbers of what is written beside it."""
        for one in known_relations(type(row)):
            parent = cached_parent(row, one)
            if id(parent) in self.numbers:
                self.pointing.append((row, one.name, parent))
                setattr(row, one.attname, self.numbers[id(parent)])

    def add_statement(self, statement: RawStatement) -> None:
        """Let something else be done and told beside the rows."""
        name = f"told_{len(self.parts)}"
        self.parts.append(f"{name} AS ({statement.words})")
        told = f"(SELECT array_agg(found) FROM {name} AS told(found))"  # noqa: S608
        self.asked.append(told)
        self.values.extend(statement.values)

    def as_statement(self) -> RawStatement:
        """Return the whole, which tells all numbers and answers in one row."""
        parts, asked = ", ".join(self.parts), ", ".join(self.asked)
        return RawStatement(f"WITH {parts} SELECT {asked}", self.values)

    def let_go(self) -> None:
        """Let each row point at its parent as Python has it."""
        for row, name, parent in self.pointing:
            setattr(row, name, parent)


def with_parents(rows: Rows) -> Rows:
    """Return rows that know the numbers of what was written before them."""
    for row in rows:
        for one in known_relations(type(row)):
            parent = cached_parent(row, one)
            if parent and getattr(row, one.attname) != parent.pk:
                setattr(row, one.name, parent)
    return rows


@cache
def known_relations(model: type[Model]) -> Sequence["Field[Any, Any]"]:
    """Return the fields by which rows of a model point at others."""
    return [one for one in model._meta.concrete_fields if one.is_relation]


def cached_parent(row: Model, one: "Field[Any, Any]") -> Model | None:
    """Return what a row points at by a field, where it is at hand."""
    return one.get_cached_value(row) if one.is_cached(row) else None
