"""Sending what the outbox holds: claim, send, record; at least once."""

import logging
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from django.conf import settings
from django.db import transaction

from contacts.mail.giving_up import audit_mail, give_up, latest
from contacts.mail.refusals import SendOutcome
from contacts.mail.transport import Attempt, Line, attempt
from contacts.mail.unwritten import unwritten
from contacts.models import EmailState, OutgoingEmail, Verb, from_now

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=settings.EMAIL_LEASE)
# How long a worker waits for a database that does not take what became of a mail:
# until shortly before Celery ends it.
PATIENCE = settings.EMAIL_LEASE * 3 / 4
# How long a worker that was told of a row may take to claim it before another is.
OFFER = timedelta(seconds=15)
# Pauses after the first, second, … failed attempt; the last is repeated.
PAUSES = [
    timedelta(seconds=10),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=8),
    timedelta(days=1),
]
# About five days in all, as mail servers themselves do.
MAX_ATTEMPTS = 12
# After so many sends whose outcome nobody knows, one more is likelier to annoy with
# a copy than to help.
MAX_UNKNOWN = 3


def offer(queue: str, limit: int) -> list[int]:
    """Return e-mails of a queue to be handed to a worker now, and hold them briefly.

    Held rows are not handed out again each second while the workers are busy; a
    broker that forgets them costs `OFFER`, no more.
    """
    due = OutgoingEmail.objects.offerable().filter(queue=queue)
    pks = list(due.order_by("next_attempt_at").values_list("pk", flat=True)[:limit])
    if pks:
        OutgoingEmail.objects.filter(pk__in=pks).update(offered_until=from_now(OFFER))
    return pks


def deliver(
    *, pk: int, now: datetime, by: str, line: Line | None = None
) -> SendOutcome | None:
    """Send one e-mail if nobody else does; None when it was taken or is done.

    No transaction is open while the mail server talks. `line` is one that is open.
    """
    began = monotonic()
    unwritten.write(until=began)
    if not OutgoingEmail.objects.claim(pk, LEASE):
        return None
    mail = OutgoingEmail.objects.select_related("enquiry").filter(pk=pk).first()
    if mail is None:
        # Its enquiry was erased a moment ago.
        return None
    tried = try_once(mail, line)
    unwritten.add(partial(record, mail, tried, now, by))
    unwritten.write(until=began + PATIENCE)
    return tried.outcome


def try_once(mail: OutgoingEmail, line: Line | None) -> Attempt:
    """Send a mail, unless too many of its attempts never came to a known end."""
    if mail.unknown_outcomes > MAX_UNKNOWN or mail.attempts > MAX_ATTEMPTS:
        return Attempt(SendOutcome.NEVER, "earlier attempts never reported back")
    return line.attempt(mail) if line else attempt(mail)


def record(mail: OutgoingEmail, tried: Attempt, now: datetime, by: str) -> None:
    """Write what came of the attempt that this row's `attempts` counts."""
    outcome, error = tried.outcome, tried.error
    if outcome is SendOutcome.SENT:
        mark_sent(mail, tried.provider_id, now, by)
        return
    unknown = mail.unknown_outcomes + (outcome is SendOutcome.UNKNOWN)
    is_last = mail.attempts >= MAX_ATTEMPTS or unknown > MAX_UNKNOWN
    if outcome is SendOutcome.NEVER or is_last:
        give_up(mail, tried, now, by)
        return
    log.warning("e-mail %s will be tried again: %s", mail.message_id, error)
    put_off_mail(mail, error, unknown)


def put_off_mail(mail: OutgoingEmail, error: str, unknown: int) -> None:
    """Let a mail wait for its next attempt, longer each time."""
    latest(mail).update(
        state=EmailState.RETRYING,
        next_attempt_at=from_now(PAUSES[min(mail.attempts, len(PAUSES)) - 1]),
        offered_until=None,
        last_error=error,
        unknown_outcomes=unknown,
    )


@transaction.atomic
def mark_sent(mail: OutgoingEmail, provider_id: str, now: datetime, by: str) -> None:
    """Record that the mail server took it, whoever else holds the row by now."""
    over = [EmailState.SENT, EmailState.DELIVERED, EmailState.BOUNCED]
    row = OutgoingEmail.objects.filter(pk=mail.pk).exclude(state__in=over)
    if row.update(
        state=EmailState.SENT, sent_at=now, last_error="", provider_id=provider_id
    ):
        audit_mail(mail, Verb.EMAIL_SENT, now, by)
