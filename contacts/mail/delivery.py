"""Sending what the outbox holds: claim, send, record; at least once."""

import logging
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, QuerySet, Value, When

from contacts.mail.giving_up import audit_mails, give_up, latest
from contacts.mail.late.writing import write_claimed
from contacts.mail.models.shared_words import read_together
from contacts.mail.refusals import SendOutcome
from contacts.mail.transport import Attempt, Line, attempt
from contacts.mail.unwritten import unwritten
from contacts.models import EmailState, OutgoingEmail, Verb, from_now
from portal.database.among import Among
from portal.database.known_sql import KnownQuery

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=settings.EMAIL_LEASE)
# Claimed at once. A worker that is killed holds up so many until their lease ends.
BATCH = 16
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
    mails = load_claimed([pk])
    if not mails:
        # Its enquiry was erased a moment ago.
        return None
    (mail,) = mails
    tried = try_once(mail, line)
    unwritten.add(partial(record, mail, tried, now, by))
    unwritten.write(until=began + PATIENCE)
    return tried.outcome


def load_claimed(pks: list[int]) -> list[OutgoingEmail]:
    """Return claimed e-mails as they are to be sent, the longest due first.

    What must be done to a mail between its claim and its first message is done here:
    words that nobody has written are.
    One that no key opens is left out: its lease ends, and it is tried alone.
    """
    try:
        return write_claimed(read_claimed(pks))
    except InvalidToken:
        if len(pks) > 1:
            return [mail for pk in pks for mail in load_claimed([pk])]
        log.exception("e-mail %s cannot be opened with any of FIELD_KEYS", pks[0])
        return []


def some_mails(*pks: int) -> QuerySet[OutgoingEmail]:
    """Return e-mails; of their enquiries only how they are called."""
    kept = [field.attname for field in OutgoingEmail._meta.concrete_fields]
    rows = OutgoingEmail.objects.filter(pk__in=pks).select_related("enquiry")
    return rows.only(*kept, "enquiry__reference").order_by()


SOME_MAILS = KnownQuery(some_mails, *[int] * BATCH)


def read_claimed(pks: list[int]) -> list[OutgoingEmail]:
    """Read e-mails with one query; where a batch has fewer the last is named again."""
    if not pks:
        return []
    named = pks + pks[-1:] * (BATCH - len(pks))
    rows = SOME_MAILS.rows(*named) if len(named) == BATCH else some_mails(*pks)
    by_pk = {mail.pk: mail for mail in rows}
    read_together([one.words for one in by_pk.values() if one.is_of_shared])
    return [by_pk[pk] for pk in pks if pk in by_pk]


def try_once(mail: OutgoingEmail, line: Line | None) -> Attempt:
    """Send a mail, unless too many of its attempts never came to a known end."""
    if refused := refused_unsent(mail):
        return refused
    return line.attempt(mail) if line else attempt(mail)


def refused_unsent(mail: OutgoingEmail) -> Attempt | None:
    """Return why a mail is not sent once more; None where it may be."""
    if mail.unknown_outcomes > MAX_UNKNOWN or mail.attempts > MAX_ATTEMPTS:
        return Attempt(SendOutcome.NEVER, "earlier attempts never reported back")
    if mail.is_to_write:
        return Attempt(SendOutcome.NEVER, "could not be written")
    return None


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


def mark_sent(mail: OutgoingEmail, provider_id: str, now: datetime, by: str) -> None:
    """Record that the mail server took it, whoever else holds the row by now."""
    mark_all_sent([(mail, provider_id)], now, by)


@transaction.atomic
def mark_all_sent(
    sent: list[tuple[OutgoingEmail, str]], now: datetime, by: str
) -> None:
    """Record that the mail server took some, each with a provider's own id for it."""
    over = [EmailState.SENT, EmailState.DELIVERED, EmailState.BOUNCED]
    theirs = Among(F("pk"), [mail.pk for mail, _id in sent])
    rows = OutgoingEmail.objects.filter(theirs)
    # In one order, so that two workers never wait for each other.
    open_rows = rows.exclude(state__in=over).order_by("pk").select_for_update()
    new = set(open_rows.values_list("pk", flat=True))
    of_provider = [When(pk=mail.pk, then=Value(name)) for mail, name in sent if name]
    OutgoingEmail.objects.filter(Among(F("pk"), new)).update(
        state=EmailState.SENT,
        sent_at=now,
        last_error="",
        provider_id=Case(*of_provider, default=Value("")) if of_provider else "",
    )
    audit_mails(
        [mail for mail, _id in sent if mail.pk in new], Verb.EMAIL_SENT, now, by
    )
