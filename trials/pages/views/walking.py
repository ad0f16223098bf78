"""Where a self-check leads next, whatever page somebody comes from."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from portal.lib.secret_pages import keep_secret
from trials.models import SelfCheckTally, SelfCheckVersion, Study
from trials.pages.answers import Walk, forget_walk, has_cookie, keep_walk
from trials.selfcheck.asking.walk import next_page
from trials.selfcheck.evaluate import evaluate
from trials.texts.serving import served_selfcheck


def with_version(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the version that visitors see, or say that there is none any more."""

    @wraps(view)
    def found(request: HttpRequest, registry_id: str, **values: int) -> HttpResponse:
        version = served_selfcheck(registry_id, timezone.localdate())
        if version is None:
            return put_away(request, registry_id)
        return view(request, version, **values)

    return found


def put_away(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Say that the questions were taken away, and forget what was answered; or 404."""
    known = Study.objects.published().filter(selfchecks__retired_at__isnull=False)
    study = get_object_or_404(known.distinct(), registry_id=registry_id)
    page = "trials/pages/selfchecks/_put_away.html"
    response = render(request, page, {"study": study}, status=410)
    forget_walk(response, registry_id)
    return keep_secret(response)


def go_on(version: SelfCheckVersion, walk: Walk) -> HttpResponse:
    """Keep the answers and lead to the next open page, or to the result."""
    number = version.study.registry_id
    page = next_page(version.definition, walk.answers, timezone.localdate())
    address = (
        reverse("trials:selfcheck_question", args=[number, page.number])
        if page
        else reverse("trials:selfcheck_result", args=[number])
    )
    response = HttpResponseRedirect(address, status=303)
    if walk.answers:
        keep_walk(response, number, walk)
    return keep_secret(response)


def count_result(version: SelfCheckVersion, walk: Walk) -> None:
    """Add to the month's number how a self-check ended; no answer is kept.

    A number that cannot be written is no reason to keep anybody from the result.
    """
    today = timezone.localdate()
    if walk.is_counted or next_page(version.definition, walk.answers, today):
        return
    result = evaluate(version.definition, walk.answers, today)
    if not result.valid:
        return
    walk.is_counted = True
    with suppress(DatabaseError), transaction.atomic():
        SelfCheckTally.objects.add_one(version.study, today, result.outcome)


def begin_again(version: SelfCheckVersion, why: str) -> HttpResponse:
    """Lead to the beginning, which says why, with nothing answered."""
    number = version.study.registry_id
    start = reverse("trials:selfcheck_start", args=[number])
    response = HttpResponseRedirect(f"{start}?{why}", status=303)
    forget_walk(response, number)
    return keep_secret(response)


def is_lost(request: HttpRequest) -> bool:
    """Whether earlier answers must have been there: too old, or cookies are refused."""
    return request.method == "POST" or has_cookie(request)
