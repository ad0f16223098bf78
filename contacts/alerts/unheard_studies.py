"""Wishes in words that no trial here bears, so that nobody waits for nothing."""

from dataclasses import dataclass

from contacts.models import Subscription
from trials.conditions import closest
from trials.models import StudyCondition

SIMILAR = 3


@dataclass(frozen=True)
class Unheard:
    """A name as somebody typed it, and names of trials here that are like it."""

    name: str
    similar: list[str]


def unheard(subscription: Subscription, language: str) -> list[Unheard]:
    """Return the wished conditions that no published trial has, in their order."""
    there = StudyCondition.objects.published()
    wanted = list(subscription.conditions.all())
    known = there.filter(hash__in=[row.hash for row in wanted])
    hashes = set(known.values_list("hash", flat=True))
    missing = [row.name for row in wanted if row.hash not in hashes]
    names = [one.name for one in there.shown(language)] if missing else []
    return [Unheard(name, closest(name, names, SIMILAR)) for name in missing]
