"""The self-check: one question a page; answers in one cookie and nowhere else."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from trials.forms.selfchecks import page_errors, questions, sent_answers
from trials.models import SelfCheckVersion
from trials.pages.answers import Walk, forget_walk, keep_walk, read_walk
from trials.pages.selfcheck import (
    answers_path,
    page_context,
    result_context,
    start_context,
)
from trials.selfcheck.answers import read_answers
from trials.selfcheck.walk import next_page, pages


def published(registry_id: str) -> SelfCheckVersion:
    """Return the version that visitors see, or 404."""
    version = SelfCheckVersion.objects.served(registry_id)
    if version is None:
        raise Http404
    return version


def private(response: HttpResponse) -> HttpResponse:
    """Nobody keeps the page, and no address of it travels on."""
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def selfcheck_start(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Say what the check is and is not."""
    context = start_context(published(registry_id))
    return render(request, "trials/selfchecks/selfcheck_start.html", context)


# There is nobody signed in whose name could be misused; see docs/decisions.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def selfcheck_question(
    request: HttpRequest, registry_id: str, number: int
) -> HttpResponse:
    """Ask the questions of one page, or take the answers and go on."""
    version = published(registry_id)
    walk = read_walk(request) or Walk(version.number)
    if walk.version != version.number:
        return begin_again(version)
    page = next((p for p in pages(version.definition) if p.number == number), None)
    if page is None:
        raise Http404
    today = timezone.localdate()
    errors: dict[str, str] = {}
    if request.method == "POST":
        walk.answers.update(sent_answers(page, request.POST))
        found = read_answers(version.definition, walk.answers, today)
        context = page_context(version, page, walk.answers, today)
        errors = page_errors(page, found, context["speak"])
        if not errors:
            return go_on(version, walk)
    context = page_context(version, page, walk.answers, today)
    context["questions"] = questions(page, walk.answers, context["speak"], errors)
    context["has_errors"] = bool(errors)
    response = render(
        request,
        "trials/selfchecks/selfcheck_question.html",
        context,
        status=422 if errors else 200,
    )
    return private(response)


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
    keep_walk(response, answers_path(version), walk)
    return private(response)


def begin_again(version: SelfCheckVersion) -> HttpResponse:
    """The questions have changed during the walk: say so, with nothing answered."""
    start = reverse("trials:selfcheck_start", args=[version.study.registry_id])
    response = HttpResponseRedirect(f"{start}?changed", status=303)
    forget_walk(response, answers_path(version))
    return private(response)


@require_safe
def selfcheck_result(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Say what the answers come to, and what one can do now."""
    version = published(registry_id)
    walk = read_walk(request)
    if walk is None or walk.version != version.number:
        return begin_again(version)
    today = timezone.localdate()
    context = result_context(version, walk.answers, today)
    if context is None:
        return go_on(version, walk)
    return private(render(request, "trials/selfchecks/selfcheck_result.html", context))


@csrf_exempt
@require_POST
def selfcheck_clear(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Forget all answers."""
    version = published(registry_id)
    start = reverse("trials:selfcheck_start", args=[registry_id])
    response = HttpResponseRedirect(f"{start}?cleared", status=303)
    forget_walk(response, answers_path(version))
    return private(response)
