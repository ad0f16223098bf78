"""The matching's statements put together, and values as columns keep them."""

from datetime import datetime
from typing import Any

from django.db import connection

from contacts.alerts.models import matching_steps as steps
from portal.lib.ages import month_index


def select_matches(
    columns: str, candidates: str, who: str, now: datetime, **more: Any
) -> list[tuple[Any, ...]]:
    """Return rows of what fits."""
    sql = steps.SELECT.format(columns=columns, candidates=candidates, who=who)
    with connection.cursor() as cursor:
        cursor.execute(sql, {"month": this_month(now), **more})
        return cursor.fetchall()


def join_as_written() -> None:
    """Let the tables be joined in the order of the statement in this transaction.

    From alerts that are named to each one's owner no other order is better, and to try
    them all takes PostgreSQL longer than to read what is asked for.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL join_collapse_limit = 1")


def read_in_order() -> None:
    """Let rows be read in the order of an index in this transaction, until enough are.

    After an import PostgreSQL knows nothing of the alerts that have just come: it takes
    them for a handful, and would read and sort all that wait for each batch of mails.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_bitmapscan = off")


def insert_alerts(
    candidates: str, who: str, now: datetime, week: datetime, **more: Any
) -> int:
    """Run the statement; a row that is there already stays as it is."""
    values = {"now": as_stored(now), "week": as_stored(week), "month": this_month(now)}
    times = {"now": time_value("now"), "week": time_value("week")}
    with connection.cursor() as cursor:
        insert = steps.INSERT.format(candidates=candidates, who=who, **times)
        cursor.execute(insert, {**values, **more})
        return max(cursor.rowcount, 0)


def birthdays(which: str) -> str:
    """Return the candidates for birthdays."""
    time = "text" if connection.vendor == "sqlite" else "timestamptz"
    return steps.BIRTHDAYS.format(time=time, which=which)


def this_month(now: datetime) -> int:
    """Return the month as one running number."""
    return month_index(now.year, now.month)


def time_value(name: str) -> str:
    """Return a parameter that the database knows to be a time."""
    is_sqlite = connection.vendor == "sqlite"
    return f"%({name})s" if is_sqlite else f"%({name})s::timestamptz"


def as_stored(time: datetime) -> Any:
    """Return a time as this database writes it."""
    return connection.ops.adapt_datetimefield_value(time)
