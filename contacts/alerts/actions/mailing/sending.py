"""Mails with alerts go out over one line, at a rate, as long as they are still so."""

from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings

from contacts.alerts.actions.mailing.choosing_mails import (
    is_halted,
    is_wanted,
    next_mails,
)
from contacts.mail.delivery import deliver
from contacts.mail.transport import Line
from contacts.models import AlertTurn, OutgoingEmail

# Mails that are written in one transaction.
CHUNK = 20
# What a mail takes of the rate, a little less than it is.
SLACK = 0.9
LEASE = timedelta(seconds=settings.EMAIL_LEASE)


def send_bulk(*, now: datetime, by: str, seconds: float = 1.0) -> int:
    """Send what the rate allows for `seconds`; return how many mails went out.

    Only one process does so at a time, so that the others are there for people who
    wait. Mails are written a few at a time, because SQLite has one writer, and
    between two mails the desk can stop it.
    """
    if not AlertTurn.objects.take(AlertTurn.SENDING, LEASE):
        return 0
    began, sent = monotonic(), 0
    left = max(1, int(settings.BULK_PER_SECOND * seconds))
    try:
        with Line() as line:
            while sent < left and (pks := next_mails(now, min(CHUNK, left - sent))):
                sent += send_some(pks, began + seconds, now, by, line)
                if monotonic() > began + seconds or is_halted():
                    break
    finally:
        AlertTurn.objects.give_back(AlertTurn.SENDING, rest_after(sent, began))
    return sent


def send_some(pks: list[int], end: float, now: datetime, by: str, line: Line) -> int:
    """Send mails until the time is over; the others are free for the next time."""
    sent = 0
    for number, pk in enumerate(pks):
        if monotonic() > end:
            left = OutgoingEmail.objects.filter(pk__in=pks[number:])
            left.update(offered_until=None)
            break
        sent += send_if_wanted(pk, now, by, line)
    return sent


def rest_after(sent: int, began: float) -> timedelta:
    """Return how long nobody may send: two schedulers must not double the rate.

    A tenth less than the mails stand for, so that the next second is not missed.
    """
    earned = SLACK * sent / settings.BULK_PER_SECOND
    return timedelta(seconds=earned - (monotonic() - began))


def send_if_wanted(pk: int, now: datetime, by: str, line: Line) -> bool:
    """Send one mail if it is still wanted and nobody else has it."""
    if is_halted() or not is_wanted(pk, now):
        return False
    return deliver(pk=pk, now=now, by=by, line=line) is not None
