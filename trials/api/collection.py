"""Answers about all studies as bytes: made once for a question and a state of them."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Count, Max, Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from portal.starting.seconds import Second, this_second
from trials.models import Study
from trials.pages.cache import KEEP, answer, pack, release, remember
from trials.pages.cache import pages as remembered

NEVER = datetime(2000, 1, 1, tzinfo=UTC)
View = Callable[..., HttpResponse]


class Collection(NamedTuple):
    """What an answer about many studies depends on."""

    number: int
    revisions: int
    changed_at: datetime | None
    checked_at: datetime | None


known: dict[str, tuple[Second, Collection]] = {}


def collection_page(view: View) -> View:
    """Serve an answer about many studies from memory or the shared cache.

    The key is a fingerprint of the question: what somebody looked for stands nowhere.
    """

    @wraps(view)
    def cached(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        second, now = current_collection()
        asked = f"{view.__name__}{args}{kwargs}{sorted(request.GET.lists())}"
        key = collection_key(asked, now)
        page = remembered.get(key) or cache.get(key)
        if page is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200:
                return response
            page = pack(response, key)
            cache.set(key, page, KEEP)
        remember(key, page)
        return answer(request, page, now.changed_at or NEVER, second)

    return cached


def collection_key(asked: str, now: Collection) -> str:
    """Return the name of these very bytes."""
    told = f"{asked}{get_language()}{now}{timezone.localdate()}"
    return f"many:{release()}:{hashlib.sha256(told.encode()).hexdigest()}"


def current_collection() -> tuple[Second, Collection]:
    """Return the state of all published studies as it was in this second."""
    hit = known.get("all")
    if hit and hit[0].lasts():
        return hit
    second = this_second()
    found = Study.objects.published().aggregate(
        number=Count("pk"),
        revisions=Sum("revision", default=0),
        changed_at=Max("changed_at"),
        checked_at=Max("checked_at"),
    )
    known["all"] = (second, Collection(**found))
    return known["all"]
