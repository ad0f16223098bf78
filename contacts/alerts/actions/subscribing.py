"""Asking for alerts, and confirming that it was meant."""

from dataclasses import dataclass
from datetime import datetime
from math import cos, radians, sin
from secrets import token_hex
from typing import Any

from django.db import transaction

from contacts.models import (
    Subscription,
    SubscriptionCondition,
    SubscriptionState,
    address_hash,
)
from portal.lib.ages import month_index
from portal.lib.tokens import derived_token, token_hash
from trials.models import condition_hash
from trials.places.nearest import EARTH_KM, Point

# Grows with every change of the consent's words; stored with each subscription.
CONSENT_VERSION = "2026-11"
PURPOSES = ("confirm", "manage", "unsubscribe")


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
def subscribe(*, email: str, wishes: Wishes, now: datetime) -> Subscription:
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
        **wish_columns(wishes),
    )
    write_conditions(subscription, wishes.conditions)
    return subscription


def wish_columns(wishes: Wishes) -> dict[str, Any]:
    """Return the columns of what somebody wishes."""
    names = set(Wishes.__dataclass_fields__) - {"conditions", "point"}
    values = {name: getattr(wishes, name) for name in names}
    return {**values, **on_ball(wishes.point, wishes.distance_km)}


def on_ball(point: Point | None, distance_km: int | None) -> dict[str, float | None]:
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
def confirm(*, subscription: Subscription, now: datetime) -> bool:
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
