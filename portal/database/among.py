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
    return f"{column} IN ({listed_numbers(numbers) or 'NULL'})"


def listed_numbers(numbers: Iterable[int]) -> str:
    """Return whole numbers as a statement has them; raises ValueError for words."""
    return ", ".join(str(int(one)) for one in numbers)


# Django's own lookups take no type at run time.
class Among(Lookup):  # type: ignore[type-arg]
    """Such a condition for a queryset: `filter(Among(F("pk"), numbers))`."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return the condition."""
        column, params = self.process_lhs(compiler, connection)
        return one_of(column, self.rhs), list(params)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return it with the numbers in one word, which is read in half the time."""
        column, params = self.process_lhs(compiler, connection)
        found = f"{column} = ANY('{{{listed_numbers(self.rhs)}}}'::bigint[])"
        return found, list(params)


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

    as_postgresql = as_sql
