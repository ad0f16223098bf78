"""Alerts are halted for all, and go on, at the desk's word."""

from datetime import datetime

from django.db import transaction

from contacts.models import AlertTurn, Verb
from portal.audit.record import record_event


@transaction.atomic
def halt(*, now: datetime, by: str) -> None:
    """Stop matching and sending, between two steps, until somebody resumes."""
    names = (AlertTurn.MATCHING, AlertTurn.SENDING)
    AlertTurn.objects.bulk_create(
        [AlertTurn(name=name) for name in names], ignore_conflicts=True
    )
    if AlertTurn.objects.filter(stopped_at=None).update(stopped_at=now, stopped_by=by):
        record_event(Verb.ALERTS_HALTED, now=now, by=by)


@transaction.atomic
def resume(*, now: datetime, by: str) -> None:
    """Go on where it was stopped."""
    stopped = AlertTurn.objects.exclude(stopped_at=None)
    if stopped.update(stopped_at=None, stopped_by=""):
        record_event(Verb.ALERTS_RESUMED, now=now, by=by)
