"""Asking for alerts, confirming, changing, stopping: by the person, through links."""

from dataclasses import dataclass
from datetime import datetime
from math import cos, radians, sin
from secrets import token_hex
from typing import Any

from django.db import transaction

from contacts.alerts.actions.households import (
    bequeath,
    held_from,
    recall,
    settle,
)
from contacts.alerts.actions.matching import next_week
from contacts.alerts.models.matching import queue_missed
from contacts.enquiries.actions.erasures import note_erasure
from contacts.models import (
    OutgoingEmail,
    StopReason,
    Subscription,
    SubscriptionCondition,
    SubscriptionState,
    Verb,
    address_hash,
)
from portal.audit.record import record_event
from portal.lib.ages import month_index
from portal.lib.tokens import derived_token, token_hash
from trials.models import condition_hash
from trials.places.nearest import EARTH_KM, Point

# Grows with every change of the consent's words; stored with each subscription.
CONSENT_VERSION = "2026-11"
PURPOSES = ("confirm", "manage", "unsubscribe")
# What a download holds; all but the secrets of the links and hashes of what is in it.
KEPT = (
    *("email", "language", "relationship", "birth_year", "birth_month"),
    *("reach", "distance_km", "country", "place", "x", "y", "z", "nearness"),
    *("pace", "state", "stop_reason", "consent_version", "is_in_touch"),
    *("requested_at", "answer_at", "answered_at", "confirmed_at", "since_month"),
    *("active_at", "warned_at", "held_since", "mailed_at", "stopped_at"),
)


@dataclass(frozen=True)
class Wishes:
    """What the form knows; clean values. `point` is a place's centre in degrees."""

    conditions: tuple[str, ...]
    relationship: str
    language: str
    pace: str
    reach: str
    country: str
    place: str
    point: Point | None
    distance_km: int | None
    birth_year: int | None
    birth_month: int | None


@transaction.atomic
def subscribe(*, email: str, wishes: Wishes, now: datetime, by: str) -> Subscription:
    """Note a request, the same for every address.

    Whether a mail goes out is decided elsewhere (`answer_requests`), so that nobody
    can tell from the answer, or from its time, which addresses are known.
    """
    secret = token_hex(32)
    hashes = {
        f"{purpose}_hash": token_hash(derived_token(secret, purpose))
        for purpose in PURPOSES
    }
    subscription = Subscription.objects.create(
        secret=secret,
        email=email,
        household=address_hash(email),
        consent_version=CONSENT_VERSION,
        requested_at=now,
        answer_at=now,
        active_at=now,
        **hashes,
        **columns(wishes),
    )
    write_conditions(subscription, wishes.conditions)
    return subscription


def columns(wishes: Wishes) -> dict[str, Any]:
    """Return the columns of what somebody wishes."""
    names = set(Wishes.__dataclass_fields__) - {"conditions", "point"}
    values = {name: getattr(wishes, name) for name in names}
    return {**values, **ball(wishes.point, wishes.distance_km)}


def ball(point: Point | None, distance_km: int | None) -> dict[str, float | None]:
    """Return a place on a ball of radius 1, and the cosine of the distance."""
    if point is None or distance_km is None:
        return dict.fromkeys(("x", "y", "z", "nearness"))
    latitude, longitude = map(radians, point)
    return {
        "x": cos(latitude) * cos(longitude),
        "y": cos(latitude) * sin(longitude),
        "z": sin(latitude),
        "nearness": cos(distance_km / EARTH_KM),
    }


def write_conditions(subscription: Subscription, names: tuple[str, ...]) -> None:
    """Replace what somebody wants to hear of; each condition once."""
    subscription.conditions.all().delete()
    found = {condition_hash(name): name for name in reversed(names)}
    SubscriptionCondition.objects.bulk_create(
        SubscriptionCondition(subscription=subscription, name=name, hash=digest)
        for digest, name in reversed(found.items())
    )


@transaction.atomic
def confirm(*, subscription: Subscription, now: datetime, by: str) -> bool:
    """Begin to send alerts; true the first time."""
    waiting = Subscription.objects.filter(
        pk=subscription.pk, state=SubscriptionState.REQUESTED
    )
    return bool(
        waiting.update(
            state=SubscriptionState.ACTIVE,
            confirmed_at=now,
            active_at=now,
            since_month=month_index(now.year, now.month),
        )
    )


@transaction.atomic
def change(
    *, subscription: Subscription, wishes: Wishes, now: datetime, by: str
) -> None:
    """Replace what somebody wishes; what waits and is no longer wished goes."""
    Subscription.objects.filter(pk=subscription.pk).update(
        **columns(wishes), active_at=now, warned_at=None
    )
    write_conditions(subscription, wishes.conditions)
    recall(subscription)
    settle(subscription, now)


@transaction.atomic
def keep(*, subscription: Subscription, now: datetime, by: str) -> None:
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
def pause(*, subscription: Subscription, now: datetime, by: str) -> None:
    """Send nothing until the person goes on; nothing is lost."""
    living = Subscription.objects.alive().filter(pk=subscription.pk)
    living.update(active_at=now, warned_at=None)
    recall(subscription)
    held = held_from(subscription, now)
    if living.active().update(state=SubscriptionState.PAUSED, held_since=held):
        settle(subscription, now)


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
    *,
    address_hash: str,
    now: datetime,
    by: str,
    reason: str = StopReason.UNDELIVERABLE,
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
    bequeath(subscription)
    OutgoingEmail.objects.filter(subscription=subscription).delete()
    note_erasure(subscription)
    gone.delete()
    record_event(Verb.ALERTS_ERASED, now=now, by=by)


def withdraw(subscription: Subscription, now: datetime) -> None:
    """Take back all that has not gone; another subscription may want the news."""
    recall(subscription)
    settle(subscription, now)
    OutgoingEmail.objects.at_rest().filter(subscription=subscription).delete()


def export(*, subscription: Subscription) -> dict[str, Any]:
    """Return everything that is kept of a subscription, as its owner reads it."""
    told = subscription.alerts.select_related("study", "site")
    return {
        **{name: getattr(subscription, name) for name in KEPT},
        "conditions": subscription.condition_names,
        "alerts": [
            {
                "trial": alert.study.registry_id,
                "because": alert.trigger,
                "site": alert.site.name if alert.site else "",
                "state": alert.state,
                "is_recruiting": alert.is_recruiting,
                "at": alert.created_at,
                "due_at": alert.due_at,
            }
            for alert in told
        ],
        "mails": [
            {
                "about": mail.purpose,
                "to": mail.to_address,
                "subject": mail.subject,
                "text": mail.body_text,
                "state": mail.state,
                "at": mail.created_at,
                "sent_at": mail.sent_at,
            }
            for mail in subscription.emails.all()
        ],
    }
