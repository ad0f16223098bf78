"""The database's clock: the one that all processes share.

Two workers whose own clocks are an hour apart send mails twice; asked of the database
they agree.
"""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.db.models import DateTimeField, ExpressionWrapper, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now

OF_SQLITE = "STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW')"


def from_now(pause: timedelta) -> "ExpressionWrapper[CombinedExpression]":
    """Return the database's clock plus `pause`, for use inside a statement."""
    return ExpressionWrapper(Now() + Value(pause), output_field=DateTimeField())


def database_now() -> datetime:
    """Return what the database's clock shows, also inside a transaction."""
    is_file = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {OF_SQLITE if is_file else 'clock_timestamp()'}")
        (shown,) = cursor.fetchone()
    return datetime.fromisoformat(shown).replace(tzinfo=UTC) if is_file else shown
