"""Mails with alerts go out over one line, at a rate, as long as they are still so."""

from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings
from django.db import transaction

from contacts.alerts.actions.composing import compose_mails
from contacts.alerts.actions.households import take_mail_back
from contacts.alerts.models.matching import still_true
from contacts.mail.delivery import deliver, offer
from contacts.mail.transport import Line
from contacts.models import (
    AlertTurn,
    OutgoingEmail,
    Purpose,
    Queue,
    SubscriptionState,
)

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


def next_mails(now: datetime, limit: int) -> list[int]:
    """Return mails to be sent; where none wait, the next ones are written."""
    waiting = offer(Queue.BULK, limit)
    if waiting or not compose_mails(now=now, limit=limit):
        return waiting
    return offer(Queue.BULK, limit)


def send_if_wanted(pk: int, now: datetime, by: str, line: Line) -> bool:
    """Send one mail if it is still wanted and nobody else has it."""
    if is_halted() or not is_wanted(pk, now):
        return False
    return deliver(pk=pk, now=now, by=by, line=line) is not None


def is_halted() -> bool:
    """Whether the desk has halted the sending."""
    halted = AlertTurn.objects.filter(name=AlertTurn.SENDING)
    return halted.exclude(stopped_at=None).exists()


def is_wanted(pk: int, now: datetime) -> bool:
    """Whether a mail still says what is true to somebody who wants to hear it.

    One that does not is taken back; what is left of it comes in another mail.
    """
    mail = OutgoingEmail.objects.select_related("subscription").filter(pk=pk).first()
    if mail is None or mail.subscription is None:
        return mail is not None
    if mail.purpose == Purpose.ALERTS_END_SOON and mail.subscription.is_alive:
        return True
    is_active = mail.subscription.state == SubscriptionState.ACTIVE
    told = set(mail.alerts.values_list("pk", flat=True))
    if is_active and told and still_true(sorted(told), now) == told:
        return True
    with transaction.atomic():
        take_mail_back(mail)
    return False
