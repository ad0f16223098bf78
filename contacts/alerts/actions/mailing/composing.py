"""Alerts become mails: gathered for a person, and looked at again."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from contacts.alerts.models.matching import still_true
from contacts.alerts.sentences import mails
from contacts.mail import rendering
from contacts.mail.kinds import KINDS
from contacts.models import (
    Alert,
    AlertState,
    OutgoingEmail,
    Purpose,
    Subscription,
    SubscriptionState,
)
from trials.freshness.tones import RANKS
from trials.importing.actions.news import forget
from trials.models import Study
from trials.texts.serving import title_texts

# Trials in one mail; the others stand on the person's own page.
CAP = 10
# Nobody gets two mails within it, however much happens.
PAUSE = KINDS[Purpose.ALERTS].pause


@transaction.atomic
def compose_mails(*, now: datetime, limit: int) -> int:
    """Write the next mails, at most `limit`; return how many."""
    subscriptions = locked(next_subscriptions(now, limit))
    queued: dict[int, list[Alert]] = defaultdict(list)
    for alert in true_alerts_of(subscriptions, now):
        queued[alert.subscription_id].append(alert)
    made = [
        write_alert_mail(subscriptions[pk], one_a_study(alerts), now)
        for pk, alerts in queued.items()
    ]
    OutgoingEmail.objects.bulk_create(made)
    for mail in made:
        told = [alert.pk for alert in queued[mail.subscription_id or 0]]
        Alert.objects.filter(pk__in=told).update(state=AlertState.MAILED, mail=mail)
    Subscription.objects.filter(pk__in=queued).update(mailed_at=now)
    return len(made)


def locked(chosen: Iterable[int]) -> dict[int, Subscription]:
    """Return some subscriptions that are still active, locked in one order."""
    rows = Subscription.objects.select_for_update().active().filter(pk__in=chosen)
    return {row.pk: row for row in rows.order_by("pk").prefetch_related("conditions")}


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


def true_alerts_of(subscriptions: Iterable[int], now: datetime) -> list[Alert]:
    """Return the waiting alerts of these people; what is no longer true is deleted."""
    alerts = list(
        Alert.objects.due(now)
        .filter(subscription__in=subscriptions)
        .order_by("-is_recruiting", "pk")
        .select_related("study", "site")
        .prefetch_related("study__sites", "study__condition_rows")
        .prefetch_related(title_texts("study__texts"))
    )
    true = still_true([alert.pk for alert in alerts], now) if alerts else set()
    drop_alerts([alert for alert in alerts if alert.pk not in true])
    return [alert for alert in alerts if alert.pk in true]


def drop_alerts(alerts: list[Alert]) -> None:
    """Delete alerts, not their subject: a study that comes back is news again."""
    Alert.objects.filter(pk__in=[alert.pk for alert in alerts]).delete()
    studies = {alert.study_id for alert in alerts}
    forget(Study.objects.filter(pk__in=studies, is_published=False))


def one_a_study(alerts: list[Alert]) -> list[Alert]:
    """Return one alert a study: that it takes people says more than that it is new."""
    found: dict[int, Alert] = {}
    for alert in alerts:
        found.setdefault(alert.study_id, alert)
    return list(found.values())


def write_alert_mail(
    subscription: Subscription, alerts: list[Alert], now: datetime
) -> OutgoingEmail:
    """Return one person's mail, not yet stored; the surest trials come first."""
    today = timezone.localdate(now)
    alerts = sorted(alerts, key=lambda one: RANKS[one.study.judged(today).tone])
    mail = rendering.outgoing(
        Purpose.ALERTS,
        mails.alerts_mail(subscription, alerts[:CAP], len(alerts[CAP:]), today),
        to_address=subscription.email,
        now=now,
        headers=mails.stop_headers(subscription),
    )
    mail.subscription = subscription
    return mail
