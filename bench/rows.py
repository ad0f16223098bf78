"""Writing many rows at once: by COPY on PostgreSQL, in one statement on SQLite.

What stands in many rows is prepared once, so that there is one ciphertext of each kind.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model
from django.db.models.expressions import DatabaseDefault

from portal.database.pouring import pour

Values = dict[str, Any]


def write_rows(like: Model, changes: Iterable[Values]) -> None:
    """Write a row for each of `changes`, in all else as an unsaved one is.

    Keys are given by the changes or by the database, the same way in all of them.
    """
    changes = iter(changes)
    first = next(changes, None)
    if first is None:
        return
    fields = [one for one in like._meta.concrete_fields if is_written(one, like, first)]
    usual = [prepare(one, getattr(like, one.attname)) for one in fields]
    places = {one.attname: place for place, one in enumerate(fields)}

    def lines() -> Iterator[list[Any]]:
        for change in (first, *changes):
            line = usual.copy()
            for name, value in change.items():
                line[places[name]] = prepare(fields[places[name]], value)
            yield line

    columns = ", ".join(f'"{one.column}"' for one in fields)
    pour(f'"{like._meta.db_table}" ({columns})', len(fields), lines())
    with connection.cursor() as cursor:
        for said in connection.ops.sequence_reset_sql(no_style(), [type(like)]):
            cursor.execute(said)


def is_written(field: Any, like: Model, change: Values) -> bool:
    """Whether a column is ours to fill; else the database does."""
    if field.attname in change:
        return True
    value = getattr(like, field.attname)
    return not field.primary_key and not isinstance(value, DatabaseDefault)


def prepare(field: Any, value: Any) -> Any:
    """Return a value as the database takes it; words are worked out once."""
    if isinstance(value, str):
        return prepared(field, value)
    return field.get_db_prep_save(value, connection)


@lru_cache(maxsize=500_000)
def prepared(field: Any, words: str) -> Any:
    """Return words as the database takes them."""
    return field.get_db_prep_save(words, connection)
