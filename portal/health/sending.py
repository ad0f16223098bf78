"""Whether e-mails leave: how long the oldest waits, and how many are refused."""

from datetime import datetime, timedelta

from django.db.models import Min, Q, QuerySet

from contacts.conversation.models.troubles import Trouble
from contacts.mail.batches.queues import IN_BULK
from contacts.mail.bounces.kinds import GIVEN_UP, REFUSED
from contacts.mail.delivery import PAUSES
from contacts.models import AlertTurn, EmailState, OutgoingEmail, Queue, from_now
from portal.health.working import seconds_since

# A due e-mail that nobody has touched for so long means that no worker runs.
STUCK = timedelta(minutes=2)
RECENT = timedelta(minutes=15)
# Fewer refusals say nothing of a relay; from this share on it refuses.
FEW, SHARE = 2, 0.5


def waiting_mails() -> QuerySet[OutgoingEmail]:
    """Return what is due; what the desk has halted waits on purpose."""
    due = OutgoingEmail.objects.due()
    if AlertTurn.objects.exclude(stopped_at=None).exists():
        return due.exclude(queue__in=IN_BULK)
    return due


def overdue() -> int:
    """Return how many due e-mails nobody has touched for `STUCK`.

    A long row of alerts goes by itself while some of it leave.
    """
    late = waiting_mails().filter(next_attempt_at__lte=from_now(-STUCK))
    bulk = OutgoingEmail.objects.of_queue(Queue.BULK)
    if bulk.filter(sent_at__gte=from_now(-STUCK)).exists():
        late = late.exclude(queue__in=IN_BULK)
    return late.count()


def oldest_due_age(now: datetime) -> float:
    """Return for how many seconds the oldest due e-mail has waited; 0 for none."""
    oldest = waiting_mails().aggregate(oldest=Min("next_attempt_at"))["oldest"]
    return seconds_since(oldest, now) or 0.0


def refused_lately() -> int:
    """Return how many e-mails' last attempt, not long ago, did not go well.

    A row tells when it is tried next, and the plan how long it waits after each try.
    """
    trying = Q()
    for number, pause in enumerate(PAUSES, start=1):
        is_last = number == len(PAUSES)
        tried = Q(attempts__gte=number) if is_last else Q(attempts=number)
        trying |= tried & Q(next_attempt_at__gte=from_now(pause - RECENT))
    rows = OutgoingEmail.objects.filter(trying, state=EmailState.RETRYING)
    ended = Trouble.objects.failures().filter(
        at__gte=from_now(-RECENT), kind__in=[REFUSED, GIVEN_UP]
    )
    return rows.count() + ended.count()


def sent_lately() -> int:
    """Return how many e-mails a mail server has taken in the same time."""
    return OutgoingEmail.objects.filter(sent_at__gte=from_now(-RECENT)).count()


def refused_share() -> float:
    """Return the share of refused attempts in 15 minutes; 0 where they say nothing."""
    refused = refused_lately()
    if refused < FEW:
        return 0.0
    return refused / (refused + sent_lately())
