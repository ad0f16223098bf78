"""Rows by hundreds of their numbers, which stand in the statement itself.

As parameters each is looked at by Django, by the driver and by the database again.
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
