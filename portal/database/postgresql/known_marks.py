"""Where the values stand in words that come often: sought once, and not each time.

The driver remembers it of short statements alone, as programs make few long ones twice.
"""

from functools import lru_cache
from typing import Any

from psycopg._queries import PostgresQuery, _query2pg_nocache

from portal.database.often import Often

# A process has some tens of them; those of a message differ by what goes with it.
MOST = 200


@lru_cache(maxsize=MOST)
def split(words: Often, encoding: str) -> tuple[Any, ...]:
    """Return words as the server takes them, and where their values stand."""
    return _query2pg_nocache(words.encode(encoding), encoding)


class KnownMarks(PostgresQuery):
    """What is sent: of words that come often only the values are new."""

    __slots__ = ()

    def convert(self, query: Any, vars: Any) -> None:  # noqa: A002 - the driver's name
        """Take words and values."""
        if vars is None or not isinstance(query, Often):
            super().convert(query, vars)
            return
        found = split(query, self._tx.encoding)
        self.query, self._want_formats, self._order, self._parts = found
        self.dump(vars)
