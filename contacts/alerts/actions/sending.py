"""Alerts become mails: gathered for a person, looked at again, sent over one line."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from contacts.alerts import sentences
from contacts.alerts.actions.households import take_back
from contacts.alerts.models.matching import still_true
from contacts.mail import rendering
from contacts.mail.delivery import deliver, offer
from contacts.mail.kinds import KINDS
from contacts.mail.transport import Line
from contacts.models import (
    Alert,
    AlertState,
    AlertTurn,
    OutgoingEmail,
    Purpose,
    Queue,
    Subscription,
    SubscriptionState,
)
from trials.actions.news import forget
from trials.models import Study

# Trials in one mail; the others stand on the person's own page.
CAP = 10
# Mails that are written in one transaction.
CHUNK = 20
# What a mail takes of the rate, a little less than it is.
SLACK = 0.9
# Nobody gets two mails within it, however much happens.
PAUSE = KINDS[Purpose.ALERTS].pause
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
                if monotonic() > began + seconds or is_stopped():
                    break
    finally:
        AlertTurn.objects.give_back(AlertTurn.SENDING, rest(sent, began))
    return sent


def send_some(pks: list[int], end: float, now: datetime, by: str, line: Line) -> int:
    """Send mails until the time is over; the others are free for the next time."""
    sent = 0
    for number, pk in enumerate(pks):
        if monotonic() > end:
            left = OutgoingEmail.objects.filter(pk__in=pks[number:])
            left.update(offered_until=None)
            break
        sent += send(pk, now, by, line)
    return sent


def rest(sent: int, began: float) -> timedelta:
    """Return how long nobody may send: two schedulers must not double the rate.

    A tenth less than the mails stand for, so that the next second is not missed.
    """
    earned = SLACK * sent / settings.BULK_PER_SECOND
    return timedelta(seconds=earned - (monotonic() - began))


def next_mails(now: datetime, limit: int) -> list[int]:
    """Return mails to be sent; where none wait, the next ones are written."""
    waiting = offer(Queue.BULK, limit)
    if waiting or not compose(now=now, limit=limit):
        return waiting
    return offer(Queue.BULK, limit)


def send(pk: int, now: datetime, by: str, line: Line) -> bool:
    """Send one mail if it is still wanted and nobody else has it."""
    if is_stopped() or not is_wanted(pk, now):
        return False
    return deliver(pk=pk, now=now, by=by, line=line) is not None


def is_stopped() -> bool:
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
        take_back(mail)
    return False


@transaction.atomic
def compose(*, now: datetime, limit: int) -> int:
    """Write the next mails, at most `limit`; return how many."""
    chosen = next_subscriptions(now, limit)
    rows = Subscription.objects.select_for_update().active().filter(pk__in=chosen)
    rows = rows.order_by("pk").prefetch_related("conditions")
    subscriptions = {row.pk: row for row in rows}
    queued: dict[int, list[Alert]] = defaultdict(list)
    for alert in alerts_of(subscriptions, now):
        queued[alert.subscription_id].append(alert)
    mails = [
        write(subscriptions[pk], one_each(alerts), now) for pk, alerts in queued.items()
    ]
    OutgoingEmail.objects.bulk_create(mails)
    for mail in mails:
        told = [alert.pk for alert in queued[mail.subscription_id]]
        Alert.objects.filter(pk__in=told).update(state=AlertState.MAILED, mail=mail)
    Subscription.objects.filter(pk__in=queued).update(mailed_at=now)
    return len(mails)


def next_subscriptions(now: datetime, limit: int) -> list[int]:
    """Return whose alerts have waited longest."""
    rested = Q(subscription__mailed_at=None) | Q(
        subscription__mailed_at__lte=now - PAUSE
    )
    due = Alert.objects.due(now).filter(
        rested, subscription__state=SubscriptionState.ACTIVE
    )
    rows = due.order_by("due_at", "subscription_id").values_list(
        "subscription_id", flat=True
    )
    return list(dict.fromkeys(rows[: limit * CAP]))[:limit]


def alerts_of(subscriptions: Iterable[int], now: datetime) -> list[Alert]:
    """Return the waiting alerts of these people; what is no longer true is deleted."""
    alerts = list(
        Alert.objects.due(now)
        .filter(subscription__in=subscriptions)
        .order_by("-is_recruiting", "pk")
        .select_related("study", "site")
        .prefetch_related("study__sites", "study__condition_rows", "study__contents")
    )
    true = still_true([alert.pk for alert in alerts], now) if alerts else set()
    drop([alert for alert in alerts if alert.pk not in true])
    return [alert for alert in alerts if alert.pk in true]


def drop(alerts: list[Alert]) -> None:
    """Delete alerts, not their subject: a study that comes back is news again."""
    Alert.objects.filter(pk__in=[alert.pk for alert in alerts]).delete()
    studies = {alert.study_id for alert in alerts}
    forget(Study.objects.filter(pk__in=studies, is_published=False))


def one_each(alerts: list[Alert]) -> list[Alert]:
    """Return one alert a study: that it takes people says more than that it is new."""
    found: dict[int, Alert] = {}
    for alert in alerts:
        found.setdefault(alert.study_id, alert)
    return list(found.values())


def write(
    subscription: Subscription, alerts: list[Alert], now: datetime
) -> OutgoingEmail:
    """Return one person's mail, not yet stored."""
    mail = rendering.outgoing(
        Purpose.ALERTS,
        sentences.alerts(subscription, alerts[:CAP], len(alerts[CAP:])),
        to_address=subscription.email,
        now=now,
        headers=sentences.stop_headers(subscription),
    )
    mail.subscription = subscription
    return mail
