"""Rows of the audit as the database holds them, also those that somebody broke."""

from collections.abc import Iterator
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

Values = tuple[Any, ...]
TEXTS = ("at", "verb", "by", "reference", "detail")
STEP = 2000


def event_columns(vendor: str, table: str = "e") -> str:
    """Return what to select of an event; SQLite's texts may hold broken letters."""
    if vendor == "sqlite":
        texts = [f'CAST({table}."{name}" AS BLOB)' for name in TEXTS]
    else:
        texts = [f'{table}."{name}"' for name in TEXTS[:-1]]
        texts.append(f"{table}.detail::text")
    return ", ".join([f"{table}.id", *texts])


def ask_rows(question: str, values: list[Any] | None = None) -> Iterator[Values]:
    """Return the answers to a question one by one, without keeping them all."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.chunked_cursor() as cursor:
        cursor.execute(question, values or [])
        while rows := cursor.fetchmany(STEP):
            yield from rows


def new_rows(after: int, limit: int) -> list[Values]:
    """Return events of no seal whose number is above `after`, in their order."""
    vendor = connections[DEFAULT_DB_ALIAS].vendor
    question = (
        f"SELECT {event_columns(vendor)} FROM contacts_auditevent e "  # noqa: S608 - names of ours
        "LEFT JOIN portal_sealedrow s ON s.event = e.id "
        "WHERE s.event IS NULL AND e.id > %s ORDER BY e.id LIMIT %s"
    )
    return list(ask_rows(question, [after, limit]))


def rows_by_number(numbers: list[int]) -> dict[int, Values]:
    """Return events by their number."""
    vendor = connections[DEFAULT_DB_ALIAS].vendor
    marks = ", ".join(["%s"] * len(numbers))
    question = (
        f"SELECT {event_columns(vendor)} FROM contacts_auditevent e "  # noqa: S608 - names of ours
        f"WHERE e.id IN ({marks})"
    )
    return {row[0]: row for row in ask_rows(question, list(numbers))}
