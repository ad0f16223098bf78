"""Queries that are composed once: their SQL is known, only the values are new.

To compose one costs a page more than the database's answer does. A `KnownQuery` is
composed with marks in the place of its values, and what Django wrote is kept; asked
again, it sends the same words with the values of that moment.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model, QuerySet
from django.db.models.query import RelatedPopulator, get_related_populators
from django.db.models.sql.compiler import SQLCompiler
from django.http import Http404

from portal.database.often import Often

M = TypeVar("M", bound=Model)
# Values that nobody asks for: where one stands in the SQL, a real one is put.
A_NUMBER, A_DAY = 1_900_000_001, date(9990, 1, 1).toordinal()


class LostMarkError(RuntimeError):
    """A value of a query does not stand in its SQL as it was given."""


@dataclass(frozen=True)
class KnownWords:
    """What Django wrote for a kind of database, and how it reads the answer."""

    sql: str
    params: tuple[Any, ...]
    # Which of the parameters is which of the values.
    places: list[tuple[int, int]]
    model: type[Model]
    # Which columns are the object's own, and where what was reckoned for it stands.
    own: slice
    names: list[str]
    reckoned: dict[str, int]
    related: list[RelatedPopulator]
    converters: list[tuple[int, list[Callable[..., Any]], Any]]

    def filled(self, values: tuple[Any, ...]) -> list[Any]:
        """Return the parameters with values in place of the marks."""
        params = list(self.params)
        for place, number in self.places:
            kind, value = type(params[place]), values[number]
            params[place] = value if isinstance(value, kind) else kind(value)
        return params

    def read(self, row: tuple[Any, ...]) -> list[Any]:
        """Return a row as its fields have it."""
        values = list(row)
        for place, convert, column in self.converters:
            for one in convert:
                values[place] = one(values[place], column, connection)
        return values

    def made_of(self, row: tuple[Any, ...]) -> Any:
        """Return a row as an object of its model, with what was joined to it."""
        values = self.read(row)
        made = self.model.from_db(DEFAULT_DB_ALIAS, self.names, values[self.own])
        for one in self.related:
            one.populate(values, made)
        for name, place in self.reckoned.items():
            setattr(made, name, values[place])
        return made


class KnownQuery(Generic[M]):
    """Objects of one model, always by the same words.

    `compose` gets a mark for each value, by its kind; it hands marks on as they are
    and reckons with none. Mostly rows are found by a key, and one plan is the best for
    all of them; `words`: `str` where the values decide which is.
    """

    def __init__(
        self,
        compose: Callable[..., QuerySet[M]],
        *kinds: type,
        words: type[str] = Often,
    ) -> None:
        self.compose, self.words = compose, words
        self.marks = [mark_for(kind, number) for number, kind in enumerate(kinds)]
        self.written: dict[str, KnownWords] = {}

    @property
    def known(self) -> KnownWords:
        """What Django wrote for the database that is asked."""
        known = self.written.get(connection.vendor)
        if known is None:
            known = self.written[connection.vendor] = self.write()
        return known

    def rows(self, *values: Any) -> list[M]:
        """Return the objects for these values."""
        found, known = self.raw_rows(*values), self.known
        return [known.made_of(row) for row in found]

    def raw_rows(self, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows as the database gave them: all that their objects hold."""
        known = self.known
        with connection.cursor() as cursor:
            cursor.execute(known.sql, known.filled(values))
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def made_of(self, row: tuple[Any, ...]) -> M:
        """Return the object of a row."""
        one: M = self.known.made_of(row)
        return one

    def row_or_404(self, *values: Any) -> M:
        """Return the one object for these values; raises Http404."""
        for row in self.rows(*values):
            return row
        raise Http404

    def asked(self, *values: Any) -> QuerySet[M]:
        """Return the rows as a query that was asked already.

        Whoever narrows it asks anew, so that it has the values and no marks.
        """
        found = self.compose(*values)
        found._result_cache = self.rows(*values)  # noqa: SLF001 - as prefetching does
        return found

    def write(self) -> KnownWords:
        """Compose the query, with a connection that is never opened.

        So what is kept belongs to no thread. Raises LostMarkError where a value cannot
        be found again.
        """
        own = connections[DEFAULT_DB_ALIAS].copy()
        # Of its own: to write joins changes a query, and two threads may do so at once.
        query = self.compose(*self.marks).query
        compiler = query.get_compiler(connection=own)
        sql, params = compiler.as_sql()
        places = marked_places(self.marks, params)
        if {number for _place, number in places} != set(range(len(self.marks))):
            raise LostMarkError(sql)
        return as_known_words(compiler, self.words(sql), params, places)


def as_known_words(
    compiler: SQLCompiler,
    sql: str,
    params: tuple[Any, ...],
    places: list[tuple[int, int]],
) -> KnownWords:
    """Return what a compiler wrote, and how it would read the answer."""
    known: dict[str, Any] = compiler.klass_info
    columns: list[Any] = [one[0] for one in compiler.select]
    # As Django does: those of the object follow each other.
    own = slice(known["select_fields"][0], known["select_fields"][-1] + 1)
    read = compiler.get_converters(columns)
    return KnownWords(
        sql,
        tuple(params),
        places,
        known["model"],
        own,
        [one.target.attname for one in columns[own]],
        dict(compiler.annotation_col_map),
        get_related_populators(known, compiler.select, DEFAULT_DB_ALIAS),
        [(place, *how) for place, how in read.items()],
    )


def mark_for(kind: type, number: int) -> int | str | date:
    """Return what stands for the value of this number."""
    if kind is date:
        return date.fromordinal(A_DAY + number)
    return f"mark {number}" if kind is str else A_NUMBER + number


def marked_places(marks: list[Any], params: tuple[Any, ...]) -> list[tuple[int, int]]:
    """Return which parameter is which mark; SQLite is given days as text."""
    return [
        (place, number)
        for place, param in enumerate(params)
        for number, mark in enumerate(marks)
        if param in (mark, str(mark))
    ]
