"""The end of subscriptions: stopped, or erased with all that hangs on them."""

from datetime import datetime

from django.db import transaction

from contacts.alerts.actions.households import (
    bequeath_ledger,
    recall_mails,
    settle_alerts,
)
from contacts.enquiries.actions.erasures import note_erasure
from contacts.models import (
    OutgoingEmail,
    StopReason,
    Subscription,
    SubscriptionState,
    Verb,
)
from portal.audit.record import record_event


@transaction.atomic
def stop(
    *,
    subscription: Subscription,
    now: datetime,
    by: str,
    reason: str = StopReason.UNSUBSCRIBED,
) -> bool:
    """Send nothing any more, not even what is queued; true the first time."""
    going = Subscription.objects.filter(pk=subscription.pk).exclude(
        state=SubscriptionState.STOPPED
    )
    stopped = going.update(
        state=SubscriptionState.STOPPED,
        stop_reason=reason,
        stopped_at=now,
        held_since=None,
    )
    withdraw(subscription, now)
    if stopped:
        note_erasure(subscription, ended=True)
        record_event(Verb.ALERTS_STOPPED, now=now, by=by, reason=str(reason))
    return bool(stopped)


def stop_address(
    *, address_hash: str, now: datetime, by: str, reason: str = StopReason.UNDELIVERABLE
) -> int:
    """Stop everything that goes to an address that cannot or will not have it.

    Return how many subscriptions that were.
    """
    known = Subscription.objects.filter(household=address_hash)
    return sum(
        stop(subscription=one, now=now, by=by, reason=reason)
        for one in known.exclude(state=SubscriptionState.STOPPED)
    )


@transaction.atomic
def erase(*, subscription: Subscription, now: datetime, by: str) -> None:
    """Delete a subscription with everything that hangs on it.

    Only what the mailbox was told stays, with another subscription of the mailbox.
    """
    gone = Subscription.objects.filter(pk=subscription.pk)
    gone.update(state=SubscriptionState.STOPPED)
    withdraw(subscription, now)
    bequeath_ledger(subscription)
    OutgoingEmail.objects.filter(subscription=subscription).delete()
    note_erasure(subscription)
    gone.delete()
    record_event(Verb.ALERTS_ERASED, now=now, by=by)


def withdraw(subscription: Subscription, now: datetime) -> None:
    """Take back all that has not gone; another subscription may want the news."""
    recall_mails(subscription)
    settle_alerts(subscription, now)
    OutgoingEmail.objects.at_rest().filter(subscription=subscription).delete()
