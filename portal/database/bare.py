"""Rows by hundreds as objects of their model, for whoever reads or adds them.

Django calls `__init__`, two signals and a setter for each column of each row; that is
more than the database takes. These hold what was asked for and nothing else: another
column is read when it is looked at, as after `only()`.
"""

from collections.abc import Iterator
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.db.models.base import ModelState

Row = TypeVar("Row", bound=Model)


class Stored(ModelState):
    """Of a row that is in the database."""

    db = "default"
    adding = False


def bare_rows(rows: QuerySet[Row], *columns: str) -> Iterator[Row]:
    """Yield rows with these columns of theirs, and their key."""
    kind = rows.model
    names = (kind._meta.pk.attname, *columns)
    for values in rows.values_list(*names):
        row = kind.__new__(kind)
        vars(row).update(zip(names, values, strict=True), _state=Stored())
        yield row


def new_like(row: Row, **columns: object) -> Row:
    """Return another row that is not stored yet: as one that is not, but for columns.

    Django would ask each field for its default again.
    """
    made = type(row).__new__(type(row))
    vars(made).update(vars(row), _state=ModelState(), **columns)
    return made
