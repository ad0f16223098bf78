"""Subscribers and studies for tests of alerts."""

from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from contacts.alerts.actions.confirmations import answer_requests
from contacts.alerts.actions.matching import queue_alerts
from contacts.alerts.actions.subscribing import confirm, subscribe
from contacts.alerts.actions.subscriptions import erase, stop
from contacts.alerts.actions.wishing import Wishes
from contacts.models import AlertReach, Pace, Subscription
from tests import factories
from tests.factories import NOW
from trials.importing.actions.conditions import write_conditions
from trials.models import Study

HANGZHOU = (30.29365, 120.16142)
SHANGHAI = (31.22222, 121.45806)
SOON = NOW + timedelta(hours=1)
numbers = count(1)
# What a person does to their own subscription, called like `pause`.
STOP, ERASE = partial(stop, by="subscriber"), partial(erase, by="subscriber")


def wishes(**values: Any) -> Wishes:
    """Return what a mother near Hangzhou wants to hear of."""
    usual: dict[str, Any] = {
        "conditions": ("Lupus",),
        "relationship": "MY_CHILD",
        "language": "en",
        "pace": Pace.AT_ONCE,
        "reach": AlertReach.ANYWHERE,
        "country": "",
        "place": "",
        "point": None,
        "distance_km": None,
        "birth_year": None,
        "birth_month": None,
    }
    if "point" in values:
        usual |= {"reach": AlertReach.DISTANCE, "place": "Hangzhou", "distance_km": 100}
    return Wishes(**{**usual, **values})


def requested(email: str = "", now: datetime = NOW, **values: Any) -> Subscription:
    """Ask for alerts."""
    email = email or f"family{next(numbers)}@families.example"
    return subscribe(email=email, wishes=wishes(**values), now=now)


def subscriber(email: str = "", now: datetime = NOW, **values: Any) -> Subscription:
    """Ask for alerts and confirm."""
    subscription = requested(email, now, **values)
    Subscription.objects.filter(pk=subscription.pk).update(
        answered_at=now, is_in_touch=True
    )
    confirm(subscription=subscription, now=now)
    subscription.refresh_from_db()
    return subscription


def study(site: Any = (), **values: Any) -> Study:
    """Return a published study with its conditions written out.

    `site` is None for a study without places, else the values of one.
    """
    made = factories.Study(**values)
    write_conditions(made)
    if site is not None:
        factories.StudySite(study=made, **dict(site))
    return made


def queued(now: datetime = SOON) -> int:
    """Match what is new."""
    return queue_alerts(now=now)


def answered(now: datetime = NOW) -> int:
    """Answer all requests."""
    return answer_requests(now=now)
