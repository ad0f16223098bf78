"""Which alert mails go next, and whether each is still wanted."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from contacts.alerts.actions.households import take_mail_back
from contacts.alerts.actions.mailing.composing import waiting_alerts, written_mails
from contacts.alerts.models.matching import still_true
from contacts.alerts.sentences.known_trials import KnownTrials
from contacts.mail.batches.queues import IN_BULK
from contacts.mail.delivery import LEASE, load_claimed
from contacts.models import (
    Alert,
    AlertTurn,
    OutgoingEmail,
    Purpose,
    Queue,
    Subscription,
    SubscriptionState,
)


def next_mails(now: datetime, limit: int, known: KnownTrials) -> list[OutgoingEmail]:
    """Claim mails to be sent; where none wait, the next ones are written."""
    # Each by itself: in each the first that is due is found at once.
    for queue in IN_BULK:
        waiting = OutgoingEmail.objects.filter(queue=queue)
        while claimed := waiting.claim_some(limit, LEASE):
            if mails := wanted_of(load_claimed(claimed), now):
                return mails
    return written_mails(now=now, limit=limit, lease=LEASE, known=known)


def is_anything_due(now: datetime) -> bool:
    """Whether there may be a mail to send, or one to write: most seconds have none."""
    mails = OutgoingEmail.objects.of_queue(Queue.BULK).due()
    return mails.exists() or waiting_alerts(now).exists()


def left_alone(limit: int) -> list[int]:
    """Return mails whose sender died in the act; one of them may be why it did."""
    rows = OutgoingEmail.objects.of_queue(Queue.BULK).abandoned()
    return list(rows.order_by("next_attempt_at").values_list("pk", flat=True)[:limit])


def is_halted() -> bool:
    """Whether the desk has halted the sending."""
    halted = AlertTurn.objects.filter(name=AlertTurn.SENDING)
    return halted.exclude(stopped_at=None).exists()


def is_wanted(pk: int, now: datetime) -> bool:
    """Whether a mail still says what is true to somebody who wants to hear it."""
    mails = OutgoingEmail.objects.filter(pk=pk)
    return bool(wanted_of(list(mails), now))


def wanted_of(mails: list[OutgoingEmail], now: datetime) -> list[OutgoingEmail]:
    """Return those that still say what is true to somebody who wants to hear it.

    One that does not is taken back; what is left of it comes in another mail.
    """
    readers = {mail.subscription_id for mail in mails if mail.subscription_id}
    states = dict(
        Subscription.objects.filter(pk__in=readers).values_list("pk", "state")
    )
    told: dict[int, set[int]] = defaultdict(set)
    for pk, mail_id in Alert.objects.filter(mail__in=mails).values_list("pk", "mail"):
        told[mail_id].add(pk)
    true = still_true(sorted(set().union(*told.values())), now) if told else set()
    kept = []
    for mail in mails:
        if is_still_so(
            mail, states.get(mail.subscription_id or 0), told[mail.pk], true
        ):
            kept.append(mail)
        else:
            with transaction.atomic():
                take_mail_back(mail)
    return kept


def is_still_so(
    mail: OutgoingEmail, reader: str | None, told: set[int], true: set[int]
) -> bool:
    """Whether all that a mail tells is true, and its reader still subscribed."""
    if mail.subscription_id is None:
        return True
    if mail.purpose == Purpose.ALERTS_END_SOON:
        return reader in {SubscriptionState.ACTIVE, SubscriptionState.PAUSED}
    return reader == SubscriptionState.ACTIVE and bool(told) and told <= true
