"""How many families were answered of late, and how fast: for everybody to read."""

from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.core.cache import cache

from contacts.console.figures import since
from contacts.models import Enquiry, Outcome

# Of fewer nobody could say how fast a team is, and somebody might find themselves.
FEWEST = 20
KEEP = 3600


@dataclass(frozen=True)
class AnsweredLately:
    """Messages answered within the weeks of the figures, half of them in such days."""

    count: int
    days: int


def answered_lately(now: datetime) -> AnsweredLately | None:
    """Return it, at most an hour old; None while there are too few."""
    found: list[AnsweredLately] = cache.get_or_set(
        "answered-lately", lambda: counted_answers(now), KEEP
    )
    return next(iter(found), None)


def counted_answers(now: datetime) -> list[AnsweredLately]:
    """Count the answers to real families about real studies."""
    families = Enquiry.objects.real().exclude(outcome=Outcome.SPAM)
    answered = families.filter(
        created_at__gte=since(now),
        first_answered_at__isnull=False,
        study__is_fictional=False,
    )
    waits = [b - a for a, b in answered.values_list("created_at", "first_answered_at")]
    if len(waits) < FEWEST:
        return []
    # The day that is begun counts as a whole one: nothing is promised too fast.
    return [AnsweredLately(len(waits), median(waits).days + 1)]
