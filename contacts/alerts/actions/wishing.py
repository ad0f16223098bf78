"""What somebody wishes to hear of, as its form says it and as rows keep it."""

from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any

from contacts.models import Subscription, SubscriptionCondition
from trials.models import condition_hash
from trials.places.nearest import EARTH_KM, Point


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


def wish_columns(wishes: Wishes) -> dict[str, Any]:
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
