"""Times by the database's own clock, which is one for all processes."""

from datetime import timedelta

from django.db.models import DateTimeField, ExpressionWrapper, Value
from django.db.models.functions import Now


def from_now(pause: timedelta) -> ExpressionWrapper:
    """Return the database's clock plus `pause`.

    An application's clock that is an hour off sends mails twice.
    """
    return ExpressionWrapper(Now() + Value(pause), output_field=DateTimeField())
