"""Rows by numbers or by words of ours, which stand in the statement itself.

As parameters, hundreds of numbers are each looked at by Django, by the driver and by
the database again; and SQLite finds an index of some rows only by the very words of its
condition.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Lookup


def one_of(column: str, numbers: Iterable[int]) -> str:
    """Return a condition on whole numbers."""
    inside = ", ".join(str(int(one)) for one in numbers) or "NULL"
    return f"{column} IN ({inside})"


# Django's own lookups take no type at run time.
class Among(Lookup):  # type: ignore[type-arg]
    """Such a condition for a queryset: `filter(Among(F("pk"), numbers))`."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return the condition."""
        column, params = self.process_lhs(compiler, connection)
        return one_of(column, self.rhs), list(params)


class Said(Among):
    """A column that holds one of some words of ours: `filter(Said(F("state"), words))`.

    Written as Django writes an index's condition on one word, or on several.
    """

    lookup_name = "said"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return the condition; raises ValueError for what is no word of ours."""
        column, params = self.process_lhs(compiler, connection)
        words = [str(one) for one in self.rhs]
        if any(one and not one.isidentifier() for one in words):
            raise ValueError("only our own words may stand in a statement")
        inside = ", ".join(f"'{one}'" for one in words)
        is_one = len(words) == 1
        return f"{column} {f'= {inside}' if is_one else f'IN ({inside})'}", list(params)
