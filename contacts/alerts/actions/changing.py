"""Changing, pausing and keeping a subscription: by the person, through a link."""

from datetime import datetime

from django.db import transaction

from contacts.alerts.actions.households import held_from, recall_mails, settle_alerts
from contacts.alerts.actions.matching import next_week
from contacts.alerts.actions.wishing import Wishes, wish_columns, write_conditions
from contacts.alerts.models.matching import queue_missed
from contacts.models import Subscription, SubscriptionState


@transaction.atomic
def change(*, subscription: Subscription, wishes: Wishes, now: datetime) -> None:
    """Replace what somebody wishes; what waits and is no longer wished goes."""
    Subscription.objects.filter(pk=subscription.pk).update(
        **wish_columns(wishes), active_at=now, warned_at=None
    )
    write_conditions(subscription, wishes.conditions)
    recall_mails(subscription)
    settle_alerts(subscription, now)


@transaction.atomic
def keep(*, subscription: Subscription, now: datetime) -> None:
    """Note that somebody still wants their alerts, and begin again if they paused.

    What happened during the pause is queued, as far as it is still so.
    """
    living = Subscription.objects.alive().filter(pk=subscription.pk)
    held = living.exclude(held_since=None).first()
    living.update(
        state=SubscriptionState.ACTIVE, active_at=now, warned_at=None, held_since=None
    )
    if held and held.held_since:
        queue_missed(held, held.held_since, now, next_week(now))


@transaction.atomic
def pause(*, subscription: Subscription, now: datetime) -> None:
    """Send nothing until the person goes on; nothing is lost."""
    living = Subscription.objects.alive().filter(pk=subscription.pk)
    living.update(active_at=now, warned_at=None)
    recall_mails(subscription)
    held = held_from(subscription, now)
    if living.active().update(state=SubscriptionState.PAUSED, held_since=held):
        settle_alerts(subscription, now)
