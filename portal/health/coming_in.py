"""What came in and is not read yet, and how old what we know of the registry is."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max, Min

from contacts.mail.models.posts import PostState, RawPost
from portal.health.working import seconds_since
from trials.models import Study

# Reading one takes seconds; a batch that keeps ending its reader takes minutes.
UNREAD = timedelta(minutes=5)


def backlog() -> int:
    """Return how many letters and reports nobody has read yet."""
    return RawPost.objects.filter(state=PostState.NEW).count()


def oldest_unread_age(now: datetime) -> float:
    """Return for how many seconds the oldest of them has waited; 0 for none."""
    waiting = RawPost.objects.filter(state=PostState.NEW)
    return seconds_since(waiting.aggregate(oldest=Min("came_at"))["oldest"], now) or 0.0


def registry_age(now: datetime) -> float | None:
    """Return the seconds since a study was last compared with the registry.

    Since one was taken in, where none ever was; None where there is no study. An
    invented one is compared with nothing.
    """
    real = Study.objects.published().filter(is_fictional=False)
    found = real.aggregate(last=Max("compared_at"), first=Min("imported_at"))
    return seconds_since(found["last"] or found["first"], now)


def is_registry_fresh(now: datetime) -> bool:
    """Whether studies were compared not long ago."""
    age = registry_age(now)
    return age is None or age <= timedelta(days=settings.REGISTRY_DAYS).total_seconds()
