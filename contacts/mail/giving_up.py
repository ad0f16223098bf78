"""An e-mail that could not be sent is given up, or tried again at a person's word."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from contacts.mail.bounces.kinds import GIVEN_UP, REFUSED
from contacts.mail.news import keep_report
from contacts.mail.transport import Attempt
from contacts.models import EmailState, OutgoingEmail, Verb, from_now
from portal.audit.record import record_alike

log = logging.getLogger(__name__)

# A moment ago: SQLite compares times as text, to the thousandth of a second.
AT_ONCE = timedelta(seconds=-1)


def latest(mail: OutgoingEmail) -> QuerySet[OutgoingEmail]:
    """Return the row only while this attempt is still the latest."""
    return OutgoingEmail.objects.filter(
        pk=mail.pk, state=EmailState.SENDING, attempts=mail.attempts
    )


def give_back(mails: Iterable[OutgoingEmail], after: timedelta | None = None) -> None:
    """Let others have what was claimed and not begun: that is no attempt.

    `after` a while it has its turn, which stands in the row: who claims it then need
    not ask for another.
    """
    alike: dict[int, list[int]] = defaultdict(list)
    for mail in mails:
        alike[mail.attempts].append(mail.pk)
    for attempts, pks in alike.items():
        rows = OutgoingEmail.objects.filter(pk__in=pks, attempts=attempts)
        rows.filter(state=EmailState.SENDING).update(
            state=EmailState.RETRYING if attempts > 1 else EmailState.QUEUED,
            attempts=F("attempts") - 1,
            next_attempt_at=from_now(after or AT_ONCE),
            offered_until=from_now(after) if after else F("offered_until"),
        )


@transaction.atomic
def give_up(mail: OutgoingEmail, tried: Attempt, now: datetime, by: str) -> None:
    """End the row as FAILED, visible in the console, and raise the alarm.

    What follows is drawn where all bad news is read (conversation/actions/lost_mails).
    """
    if latest(mail).update(state=EmailState.FAILED, last_error=tried.error):
        audit_mail(mail, Verb.EMAIL_FAILED, now, by)
        log.error("e-mail %s could not be sent: %s", mail.message_id, tried.error)
        keep_report(
            kind=REFUSED if tried.is_dead_address else GIVEN_UP,
            event_id=f"outbox:{mail.message_id}:{mail.attempts}:{now.isoformat()}",
            message_id=mail.message_id,
            recipient=mail.to_address,
            now=now,
        )


@transaction.atomic
def retry_email(*, mail: OutgoingEmail, now: datetime, by: str) -> bool:
    """Queue an e-mail in trouble again, at a person's request."""
    trouble = OutgoingEmail.objects.in_trouble().filter(pk=mail.pk)
    queued = trouble.update(
        state=EmailState.QUEUED,
        attempts=0,
        unknown_outcomes=0,
        offered_until=None,
        next_attempt_at=from_now(AT_ONCE),
    )
    if queued:
        audit_mail(mail, Verb.EMAIL_RETRIED, now, by)
    return bool(queued)


def release_abandoned() -> int:
    """Free what a dead process was sending; only for the one worker there is.

    `manage.py run_worker` holds a lock that makes it the only one, so any row that
    is being sent when it starts was left by a process that is gone.
    """
    left = OutgoingEmail.objects.filter(state=EmailState.SENDING)
    return left.update(next_attempt_at=from_now(AT_ONCE), offered_until=None)


def audit_mail(mail: OutgoingEmail, verb: str, now: datetime, by: str) -> None:
    """Add what happened to the enquiry's history; an alert has none."""
    audit_mails([mail], verb, now, by)


def audit_mails(
    mails: Iterable[OutgoingEmail], verb: str, now: datetime, by: str
) -> None:
    """Add what happened to several in the same way."""
    told = [
        (
            mail.enquiry.reference if mail.enquiry else "",
            {"purpose": mail.purpose, "attempt": mail.attempts},
        )
        for mail in mails
        if not mail.subscription_id
    ]
    record_alike(verb, now=now, by=by, of=told)
