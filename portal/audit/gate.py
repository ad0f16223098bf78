"""The one way past the triggers of the audit, for one deed in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS, connections

# The deeds that triggers know: too old, erased, and a whole database emptied.
PURGE, ERASE, FLUSH = "purge", "erase", "flush"
present_deed: ContextVar[str] = ContextVar("present_deed", default="")


@contextmanager
def let_pass(deed: str, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Let the triggers pass one kind of deed; call it within a transaction.

    `tests/architecture/test_imports.py` lists who may.
    """
    token = present_deed.set(deed)
    try:
        tell_server(deed, using)
        yield
        tell_server("", using)
    finally:
        present_deed.reset(token)


def tell_server(deed: str, using: str) -> None:
    """Tell PostgreSQL, until the end of the transaction; SQLite asks this process."""
    connection = connections[using]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('portal.audit_deed', %s, true)", [deed])


def give_sqlite_the_deed(connection: object, **_: object) -> None:
    """Let the triggers of a new SQLite connection ask what is being done.

    No other program has this function, so none of them changes a row by accident.
    """
    if getattr(connection, "vendor", "") == "sqlite":
        connection.connection.create_function("portal_audit_deed", 0, present_deed.get)  # type: ignore[attr-defined]
