"""Nothing about a person is kept longer than it is needed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from contacts.alerts.actions.mailing.turns import forget_domains
from contacts.alerts.actions.subscriptions import erase
from contacts.alerts.sentences import mails
from contacts.mail import rendering
from contacts.models import (
    EmailState,
    OutgoingEmail,
    Purpose,
    SharedWords,
    Subscription,
    SubscriptionState,
)

UNCONFIRMED = timedelta(days=7)
STOPPED = timedelta(days=30)
INACTIVE = timedelta(days=730)
# Between the warning and the end.
WARNING = timedelta(days=30)
SENT_MAILS = timedelta(days=30)
# Long enough to see that a mailbox takes nothing; see contacts.actions.reports.
LOST_MAILS = timedelta(days=90)
# Words that mails share go so long after all that was written with them.
UNNAMED = timedelta(days=2)
BATCH = 500


def tidy_subscriptions(*, now: datetime, by: str) -> int:
    """Erase what nobody confirmed, stopped or needs; warn first of the last.

    Return how many subscriptions went.
    """
    gone = run_out(now)
    for subscription in gone:
        erase(subscription=subscription, now=now, by=by)
    quiet = Subscription.objects.alive().filter(
        active_at__lte=now - INACTIVE + WARNING, warned_at=None
    )
    for subscription in quiet[:BATCH]:
        warn(subscription, now)
    forget_mails(now)
    forget_domains(now)
    return len(gone)


@transaction.atomic
def run_out(now: datetime) -> list[Subscription]:
    """Return what nobody confirmed, what was stopped, and what nobody uses."""
    stopped = {"state": SubscriptionState.STOPPED, "stopped_at__lte": now - STOPPED}
    unused = {"active_at__lte": now - INACTIVE, "warned_at__lte": now - WARNING}
    rows = Subscription.objects
    return [
        # Also those whose one mail came back.
        *rows.filter(confirmed_at=None, requested_at__lte=now - UNCONFIRMED)[:BATCH],
        *rows.filter(confirmed_at__isnull=False, **stopped)[:BATCH],
        *rows.alive().filter(**unused)[:BATCH],
    ]


def warn(subscription: Subscription, now: datetime) -> None:
    """Say that the alerts will end unless the person presses a button."""
    waiting = Subscription.objects.filter(pk=subscription.pk, warned_at=None)
    if not waiting.update(warned_at=now):
        return
    mail = rendering.outgoing(
        Purpose.ALERTS_END_SOON,
        mails.end_soon_mail(subscription),
        to_address=subscription.email,
        now=now,
        headers=mails.stop_headers(subscription),
    )
    mail.subscription = subscription
    OutgoingEmail.objects.bulk_create([mail])


def forget_mails(now: datetime) -> None:
    """Delete mails about alerts that are over, and words no mail can name any more.

    The ledger stays.
    """
    ours = OutgoingEmail.objects.filter(subscription__isnull=False)
    arrived = [EmailState.SENT, EmailState.DELIVERED]
    ours.filter(state__in=arrived, sent_at__lte=now - SENT_MAILS).delete()
    ours.in_trouble().filter(created_at__lte=now - LOST_MAILS).delete()
    oldest = ours.aggregate(at=Min("created_at"))["at"] or now
    unnamed = timezone.localdate(oldest) - UNNAMED
    SharedWords.objects.unused_since(unnamed).delete()
