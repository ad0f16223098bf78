"""What a request costs the database: statements, and how often it makes one last."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)")


@dataclass
class Cost:
    """Statements, and how often something was made to last."""

    statements: list[str] = field(default_factory=list)
    commits: int = 0
    transactions: int = 0

    @property
    def round_trips(self) -> int:
        """How often PostgreSQL is waited for.

        Each transaction begins and ends with one more, and each request asks once
        whether the line is still open.
        """
        return len(self.statements) + 2 * self.transactions + 1


@contextmanager
def counted() -> Iterator[Cost]:
    """Count on both databases what is asked of the default one."""
    cost, commit = Cost(), BaseDatabaseWrapper.commit

    def ask(execute, sql, params, many, context):
        # Only one of the two databases is told so by a statement.
        if not sql.startswith("BEGIN"):
            cost.statements.append(sql)
        if WRITES.match(sql) and not connection.in_atomic_block:
            cost.commits += 1
        return execute(sql, params, many, context)

    def make_last(wrapper):
        cost.commits += 1
        cost.transactions += 1
        return commit(wrapper)

    with (
        patch.object(BaseDatabaseWrapper, "commit", make_last),
        connection.execute_wrapper(ask),
    ):
        yield cost
